import Glibc

extension SystemFault {
  /// What kept a file from being read or written, as far as somebody can do something about it.
  public enum AtFile: Sendable {
    case missing, notPermitted, folder, noFolder, nameTooLong, tooLarge, full, readOnly, failing, other
  }

  public var atFile: AtFile {
    switch number {
    case ENOENT: .missing
    case EACCES, EPERM: .notPermitted
    case EISDIR: .folder
    case ENOTDIR: .noFolder
    case ENAMETOOLONG: .nameTooLong
    case EFBIG: .tooLarge
    case ENOSPC, EDQUOT: .full
    case EROFS: .readOnly
    case EIO: .failing
    default: .other
    }
  }
}
