import Glibc

/// A system call that failed: which, and why. Carries no path or data.
public struct SystemFault: Error, Equatable, Sendable, CustomStringConvertible {
  public let call: String
  public let number: Int32

  public init(_ call: String, _ number: Int32 = errno) {
    self.call = call
    self.number = number
  }

  public var description: String { "\(call): \(String(cString: strerror(number)))" }
}

/// Every call into the kernel goes through here: interrupted calls are repeated, errors carry the call's name, and
/// errors that can only be our own mistake trap.
@discardableResult
@inline(__always)
func system(_ call: StaticString, _ body: () -> Int32) throws(SystemFault) -> Int32 {
  while true {
    let result = body()
    if result >= 0 { return result }
    let number = errno
    if number == EINTR { continue }
    precondition(number != EBADF && number != EFAULT, "a descriptor or address of ours is wrong")
    throw SystemFault(call.description, number)
  }
}

/// The same for calls that return a count, where "would block" is an answer.
@inline(__always)
func transfer(_ call: StaticString, _ body: () -> Int) throws(SystemFault) -> Int? {
  while true {
    let result = body()
    if result >= 0 { return result }
    let number = errno
    if number == EINTR { continue }
    if number == EAGAIN || number == EWOULDBLOCK { return nil }
    precondition(number != EBADF && number != EFAULT, "a descriptor or address of ours is wrong")
    throw SystemFault(call.description, number)
  }
}
