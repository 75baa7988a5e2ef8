/// What is to happen, soonest first; of two at one time, what was planned first.
struct Agenda<Item> {
  private struct Entry {
    var time: Int64
    var order: Int
    var item: Item

    func isBefore(_ other: Entry) -> Bool { time != other.time ? time < other.time : order < other.order }
  }

  private var heap: [Entry] = []
  private var planned = 0

  var next: Int64? { heap.first?.time }

  mutating func plan(_ item: Item, at time: Int64) {
    planned += 1
    heap.append(Entry(time: time, order: planned, item: item))
    var child = heap.count - 1
    while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func take() -> (time: Int64, item: Item)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return (first.time, first.item) }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].isBefore(heap[least]) {
        least = child
      }
      guard least != parent else { break }
      heap.swapAt(parent, least)
      parent = least
    }
    return (first.time, first.item)
  }
}
