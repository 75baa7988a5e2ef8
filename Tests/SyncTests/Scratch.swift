import Domain
import GeneratedVisits
import Journal
import Seal
import Squeeze
import Testing

@testable import Wire

@Suite struct Scratch {
  @Test func ablate() {
    let office = GeneratedOffice(visits: 600, seed: 5, digester: Seal.digester)
    let entries = Array(office.entries.dropFirst(6))
    func total(_ change: (Event) -> Event?) -> Double {
      var sum = 0
      let size = entries.count / 24
      for batch in 0..<24 {
        var builder = FrameBuilder(.up)
        for entry in entries[batch * size..<(batch + 1) * size] {
          guard let event = change(entry.event) else { continue }
          _ = builder.add(Entry(event), link: entry.link)
        }
        let box = Box.pack(builder.close()!, Zstd.squeezer, dictionaries: [1])
        sum += Box.shape(box)!.folded
      }
      return Double(sum) / 600
    }
    let whole = total { $0 }
    print("whole", whole)
    for kind in FactKind.allCases where entries.contains(where: { $0.event.kind == kind.rawValue }) {
      let without = total { event in
        var event = event
        if event.kind == kind.rawValue, case .kept(let b) = event.body { event.body = .kept(Array(b.prefix(kind.isPersonal ? 8 : 0))) }
        return event
      }
      print(kind, (whole - without))
    }
    print("actors", whole - total { var e = $0; e.actor = .visitor; return e })
    print("times", whole - total { var e = $0; e.at = HybridTime(bits: e.id.sequence + 5); return e })
    print("subjects", whole - total { var e = $0; e.subject = e.id; e.after = []; return e })
    print("after", whole - total { var e = $0; e.after = []; return e })
  }
}
