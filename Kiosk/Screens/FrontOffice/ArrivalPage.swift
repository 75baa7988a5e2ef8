import Canvas
import Desk
import Domain

// A visitor who comes to the counter: a number, or a registration where the office gives none.
extension FrontOffice {
  mutating func askArrival() {
    guard let profile = bearings.profile else { return }
    var entries: [Entry] = [
      .one(
        "service", FrontWord.service.both, required: true, profile.services.map(\.label),
        chosen: profile.services.count == 1 ? 0 : nil),
      .one("priority", FrontWord.priority.both, Priority.terms.map(\.label), chosen: 0),
      .one("language", FrontWord.language.both, Language.terms.map(\.label), chosen: 0),
    ]
    if day?.open == false {
      // Outside the hours somebody has to mean it.
      entries.append(
        .one(
          "afterHours", FrontWord.afterHours.both, required: true, hint: FrontWord.afterHoursHint.both,
          [FrontWord.afterHoursYes.both, FrontWord.afterHoursNo.both]))
    }
    let title = profile.givesNumbers ? FrontWord.arrivalNumber : FrontWord.arrivalVisit
    asking = Asking(.arrival, title.both, .form(Form(entries)))
  }

  mutating func arrived(_ form: Form) -> [Wish] {
    guard let profile = bearings.profile, let service = form["service"].chosen else { return [] }
    let asksHours = form.entries.contains { $0.name == "afterHours" }
    if asksHours, form["afterHours"].chosen == 1 {
      asking = nil
      return []
    }
    asking = nil
    let key = profile.services[service].key
    let priority = form["priority"].value(Priority.self) ?? .none
    let language = form["language"].value(Language.self) ?? .indonesian
    if profile.givesNumbers {
      return perform(
        .issueTicket(
          IssueTicket {
            $0.service = key
            $0.priority = priority
            $0.language = language
            $0.channel = .desk
            $0.afterHours = asksHours
          }), key, .didTicket)
    }
    return perform(
      .registerVisit(
        RegisterVisit {
          $0.service = key
          $0.priority = priority
          $0.language = language
          $0.channel = .desk
          $0.afterHours = asksHours
        }), key, .didRegister)
  }
}
