import Domain
import Machine

extension Bilingual {
  /// Why the computer did not do what was asked of a file, as a person reads it; what has no words here is said in the kernel's own.
  public init(refusedByMachine error: any Error) {
    guard let fault = error as? SystemFault else {
      self.init("\(error)", "\(error)")
      return
    }
    self =
      switch fault.atFile {
      case .missing: Bilingual("tidak ada berkas atau folder itu", "there is no such file or folder")
      case .notPermitted: Bilingual("tidak ada izin", "not permitted")
      case .folder: Bilingual("itu folder, bukan berkas", "it is a folder, not a file")
      case .noFolder: Bilingual("bagian dari jalurnya bukan folder", "part of its path is no folder")
      case .nameTooLong: Bilingual("namanya terlalu panjang", "its name is too long")
      case .tooLarge: Bilingual("berkas itu terlalu besar", "the file is too large")
      case .full: Bilingual("disk penuh", "the disk is full")
      case .readOnly: Bilingual("disk itu hanya dapat dibaca", "the disk can only be read")
      case .failing: Bilingual("disk itu rusak atau terlepas", "the disk is damaged or has come loose")
      case .other: Bilingual(fault.description, fault.description)
      }
  }

  /// A sentence about a file, with the reason in brackets.
  public static func refused(_ indonesian: String, _ english: String, _ error: any Error) -> Bilingual {
    let reason = Bilingual(refusedByMachine: error)
    return Bilingual("\(indonesian) (\(reason.indonesian)).", "\(english) (\(reason.english)).")
  }
}
