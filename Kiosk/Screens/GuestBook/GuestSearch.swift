import Canvas
import Desk
import Domain

/// Guests who may be meant while staff type a name, a telephone number or an email address.
struct GuestSearch: Sendable, Equatable {
  /// Shorter texts find everybody. In columns: two characters of Chinese are a whole name.
  static let columnsMin = 3
  static let shown = 5

  var asked = ""
  var isUnderWay = false
  var found: GuestsView?
  var refused: Refused?
  /// Staff have turned to the list: digits pick.
  var isPicking = false
  var selected = 0
  var errand: Errand { Errand("book.search") }
}

extension GuestBook {
  /// What is searched by: the field being written, if guests can be found by it.
  private var searched: String {
    guard manner == .staff, work.guest == nil, let question = Question(rawValue: form.focused.name),
      [.name, .phone, .email].contains(question)
    else { return "" }
    return form.focused.text
  }

  var showsSuggestions: Bool { Width.of(searched) >= GuestSearch.columnsMin }

  /// Asks again when the text has changed since; one question at a time.
  mutating func seek(_ bearings: inout Bearings) -> [Wish] {
    let text = searched
    guard Width.of(text) >= GuestSearch.columnsMin else {
      search.found = nil
      search.asked = ""
      search.isPicking = false
      return []
    }
    guard text != search.asked, !search.isUnderWay else { return [] }
    search.asked = text
    search.isUnderWay = true
    search.refused = nil
    return bearings.ask(search.errand) {
      .read(
        .guests(
          GuestsQuery {
            $0.text = text
            $0.limit = GuestSearch.shown
          }), $0)
    }
  }

  mutating func found(_ guests: GuestsView, _ bearings: inout Bearings) -> [Wish] {
    search.isUnderWay = false
    search.found = guests
    search.selected = 0
    return seek(&bearings)
  }

  mutating func pickTaken(_ key: Key, _ bearings: inout Bearings) -> Step {
    let guests = search.found?.guests ?? []
    switch key.code {
    case .up: search.selected = max(0, search.selected - 1)
    case .down: search.selected = min(max(0, guests.count - 1), search.selected + 1)
    case .enter: pick(search.selected)
    case .character(let scalar): if let index = Form.index(scalar) { pick(index) }
    case .escape: search.isPicking = false
    default: break
    }
    return .on([])
  }

  mutating func pick(_ index: Int) {
    guard let guests = search.found?.guests, guests.indices.contains(index) else { return }
    use(guests[index])
    search = GuestSearch()
    arrangeDense()
    form.move(toName: (answers.agrees == nil ? Question.consent : .purpose).rawValue)
  }

  /// The visit is this guest's: what the office knows of them is filled in, to be looked over.
  mutating func use(_ guest: GuestView) {
    work.guest = guest
    work.guestID = guest.guest
    answers.fill(guest.profile)
    let holds = guest.consent != nil && guest.consent?.withdrawnAt == nil
    answers.choose(.consent, holds ? 0 : nil)
  }

  func drawSuggestions(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    canvas.fill(region, .plain)
    for x in region.x..<region.right { canvas.put("─", x, region.y, .faint) }
    let title = search.isPicking ? BookWord.pickHint : .suggestions
    let body = region.split(top: 1).1.inset(x: 1)
    if let refused = search.refused {
      canvas.text("! " + speech(refused.text), body, Style.faultText.bold, .paragraph)
      return []
    }
    guard let guests = search.found?.guests else {
      canvas.text(speech(BookWord.suggestionsSearching), body.row(0), .faint)
      return []
    }
    guard !guests.isEmpty else {
      canvas.text(speech(BookWord.suggestionsNone), body.row(0), .faint)
      return []
    }
    canvas.text(" " + speech(title) + " ", Region(region.x + 2, region.y, region.width - 4, 1), Style.plain.bold)
    var targets: [Target<Touch>] = []
    for (index, guest) in guests.prefix(body.height).enumerated() {
      let row = body.row(index)
      let style: Style = search.isPicking && search.selected == index ? .focus : .plain
      canvas.fill(row, style)
      let columns = Layout.columns(row, [.fixed(2), .percent(38), .percent(30), .fill(1)], gap: 1)
      canvas.text(String(index + 1), columns[0], style.bold)
      canvas.text(guest.profile.name, columns[1], style.bold)
      canvas.text(guest.profile.institution, columns[2], style)
      canvas.text(guest.lastVisit.map { "\($0)" } ?? guest.profile.phone, columns[3], style)
      targets.append(Target(row, .choose(Self.picks + index)))
      if search.isPicking && search.selected == index { canvas.cursor = Point(row.x, row.y) }
    }
    return targets
  }

  /// Touches of suggestions: beyond the options of any question, below the keys of the keyboard.
  static let picks = 900_000
}
