/// The kinds of this format, each with the layout of its body. Settings of an office, restored nodes and compared clocks are too
/// rare to be listed. A table that is on the line never changes: what a later version adds to a record goes with its length.
extension Layout {
  static let table: [UInt8: String] = [
    5: "ii",  // dayOpened
    6: "ii",  // dayClosed
    7: "t",  // dayReopened
    8: "",  // dayConfirmed
    10: "(tt*i*ti)",  // officerAdded
    11: "(tt*i*ti)",  // officerChanged
    12: "",  // officerLeft
    13: "",  // officerPinSet
    20: "i?itiii?e",  // visitOpened
    21: "i?ei",  // visitCalled
    22: "i",  // visitRecalled
    23: "",  // visitMissed
    24: "",  // visitRequeued
    25: "t",  // visitTransferred
    26: "i?e",  // serviceStarted
    27: "",  // visitParked
    28: "i?e",  // serviceResumed
    29: "i",  // visitFinished
    30: "i",  // visitCancelled
    31: "i",  // visitLapsed
    32: "e",  // stepUndone
    40: "e",  // guestLinked
    41: "(i?i*i*i?i?i?i?i?i)",  // guestBookSigned
    42: "(tt)",  // guestBookWorded
    43: "i",  // identityShown
    44: "i",  // lockerGiven
    45: "",  // lockerReturned
    46: "(tt?i?i?i?i?itt?i?i)",  // dataNeeded
    47: "(tt)",  // noteTaken
    48: "t",  // onlineLinked
    49: "(ii*i)",  // visitRated
    50: "t",  // commentLeft
    60: "(ttt?i?i?i?it?itt*i)",  // guestRegistered
    61: "(ttt?i?i?i?it?itt*i)",  // guestAmended
    62: "ii",  // consentGiven
    63: "",  // consentWithdrawn
    80: "(ii)?e?et",  // reservationBooked
    81: "(ii)?et",  // reservationApproved
    82: "(ii)?e",  // reservationMoved
    83: "i",  // reservationCancelled
    84: "?e",  // reservationCheckedIn
    85: "i",  // reservationMarkedAbsent
    86: "",  // reservationFinished
    87: "t",  // reservationTopicGiven
    100: "i?e?e",  // complaintFiled
    101: "t",  // complaintAnswered
    102: "",  // complaintClosed
    103: "t",  // complaintWorded
    110: "*ii",  // wordsErased
  ]
}
