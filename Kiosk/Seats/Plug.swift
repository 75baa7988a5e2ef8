import Canvas
import Domain
import Screens

/// The cable from the showroom's office to its centre, as the room's bar shows it.
public protocol Plug: AnyObject {
  /// Has something to say when it looks different from before.
  var descriptor: Int32 { get }
  /// How it looks now.
  var sight: CentreSight { get }
  /// What `descriptor` said has been heard.
  func heard()
  /// Pulls it, or puts it back.
  func turn()
}
