import Canvas
import Desk
import Domain

/// Looking for somebody who has been here before.
struct GuestsPage: Sendable {
  var text = LineEditor(limit: 60)
  var found = Sight<GuestsView>.nothing
  var selected = 0
  /// The visit that shall become the guest's, when the search was begun from it.
  var linksTo: VisitID?
  private var asked = ""
  private var isUnderWay = false
  /// Shorter texts find everybody. In columns: one character of Chinese is a whole name.
  static let columnsMin = 2

  let errand = Errand("front.guests")

  mutating func begin(linking visit: VisitID?) {
    self = GuestsPage()
    linksTo = visit
  }

  /// Asks again when the text has changed since; one question at a time.
  mutating func seek(_ bearings: inout Bearings) -> [Wish] {
    let wanted = text.text
    guard Width.of(wanted) >= Self.columnsMin else {
      (asked, found) = ("", .nothing)
      return []
    }
    guard wanted != asked, !isUnderWay else { return [] }
    asked = wanted
    isUnderWay = true
    return bearings.ask(errand) {
      .read(
        .guests(
          GuestsQuery {
            $0.text = wanted
            $0.limit = 40
          }), $0)
    }
  }

  mutating func take(_ view: GuestsView, _ bearings: inout Bearings) -> [Wish] {
    isUnderWay = false
    found = Width.of(text.text) >= Self.columnsMin ? .view(view) : .nothing
    selected = min(selected, max(0, view.guests.count - 1))
    return seek(&bearings)
  }

  mutating func refuse(_ refused: Refused) {
    isUnderWay = false
    asked = ""
    found = .refused(refused)
  }

  var current: GuestView? {
    guard let guests = found.value?.guests, guests.indices.contains(selected) else { return nil }
    return guests[selected]
  }
}

extension FrontOffice {
  mutating func guestsTook(_ key: Key) -> [Wish] {
    let count = guests.found.value?.guests.count ?? 0
    switch key.code {
    case .up: guests.selected = max(0, guests.selected - 1)
    case .down: guests.selected = max(0, min(count - 1, guests.selected + 1))
    case .enter: return guestPicked()
    case .escape:
      if let id = guests.linksTo {
        guests.begin(linking: nil)
        page = .visit
        visit.id = id
      } else if guests.text.isEmpty {
        go(.queue)
      } else {
        guests.begin(linking: nil)
      }
    // Typed from habit: on the other pages it begins a search.
    case .character("/") where guests.text.isEmpty: break
    default:
      if guests.text.take(key) {
        bearings.sayIfFull(guests.text)
        guests.selected = 0
        return guests.seek(&bearings)
      }
    }
    return []
  }

  mutating func guestsTouched(_ index: Int) -> [Wish] {
    if guests.selected == index { return guestPicked() }
    guests.selected = index
    return []
  }

  private mutating func guestPicked() -> [Wish] {
    guard let guest = guests.current else { return [] }
    guard let id = guests.linksTo else {
      open(guest.guest)
      return []
    }
    guests.begin(linking: nil)
    page = .visit
    return perform(
      .linkGuest(
        LinkGuest {
          $0.visit = .id(id)
          $0.guest = guest.guest
        }), id, .didLink)
  }

  // MARK: Picture

  func drawGuests(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let parts = Layout.rows(region, [.fixed(1), .fixed(1), .fill(1)])
    let head = parts[0].inset(x: 1)
    let label = speech(guests.linksTo == nil ? FrontWord.findGuest : .linkGuest) + " "
    let (left, rest) = head.split(left: Width.of(label))
    canvas.text(label, left, Style.plain.bold)
    let box = rest.split(left: min(40, rest.width)).0
    canvas.fill(box, Style.field.underlined)
    let view = guests.text.view(columns: box.width)
    canvas.text(String(view.text), box, Style.field.underlined)
    canvas.cursor = Point(box.x + min(view.caret, box.width - 1), box.y)
    let caret = canvas.cursor
    let body = parts[2].inset(x: 1)
    if Width.of(guests.text.text) < GuestsPage.columnsMin {
      Absence.draw(speech(FrontWord.findGuestHint), .plain, body, on: &canvas)
      return []
    }
    if guests.found.drawAbsence(body, speech, on: &canvas) { return [] }
    let found = guests.found.value?.guests ?? []
    guard !found.isEmpty else {
      Absence.draw(speech(FrontWord.guestsNone), .plain, body, on: &canvas)
      return []
    }
    let columns: [Table<Touch>.Column] = [
      .init(speech(FrontWord.name), .percent(34)), .init(speech(FrontWord.institution), .fill(1)),
      .init(speech(FrontWord.phone), .fixed(16)), .init(speech(FrontWord.lastVisit), .fixed(10)),
    ]
    let rows = found.enumerated().map { index, guest in
      Table<Touch>.Row(
        [
          guest.erased ? speech(FrontWord.erased) : guest.profile.name, guest.profile.institution,
          guest.profile.phone, guest.lastVisit.map { "\($0)" } ?? "–",
        ], .choose(index))
    }
    let targets = Table(columns, rows, selected: guests.selected).draw(body, on: &canvas)
    canvas.cursor = caret
    return targets
  }
}
