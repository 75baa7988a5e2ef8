import Glibc

/// Physical memory this process holds, in KiB; 0 where the kernel does not say.
public func residentKiB() -> Int {
  guard let bytes = try? Files.read("/proc/self/statm", sizeMax: 4096) else { return 0 }
  let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
  guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
  return pages * sysconf(Int32(_SC_PAGESIZE)) / 1024
}
