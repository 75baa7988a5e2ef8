/// What the rating terminal says, but for the survey.
public enum RatingWord: String, Vocabulary {
  case title, invitation, waiting, waitingForCode, byCode, codeExplained, otherTicket, notATicket
  case notFinished, neverServed, alreadyRated, howWasIt, veryBad, bad, fair, good
  case veryGood, chosen, comment, commentExplained, withoutComment, send, stored, offerExplained
  case beginSurvey, beginComplaint, finish, stopSurvey, storing, complaint, complaintExplained, otherChannels
  case thanks, thanksExplained

  public static let place = "rating"
  public static let indonesian: [Self: String] = [
    .title: "Penilaian layanan",
    .invitation: "Silakan menilai setelah dilayani",
    .waiting: "Begitu layanan Anda selesai di meja ini, wajah-wajah untuk menilai muncul di sini.",
    .waitingForCode: "Dekatkan tiket ke pemindai atau masukkan kodenya.",
    .byCode: "Menilai dengan kode tiket",
    .codeExplained: "Dekatkan tiket ke pemindai, atau ketik kodenya, misalnya {1}, lalu tekan Enter atau \"{2}\".",
    .otherTicket: "Bukan tiket saya",
    .notATicket: "Ini bukan kode tiket. Kode tiket ada di karcis atau layar nomor Anda.",
    .notFinished: "Layanan ini belum selesai. Silakan menilai sesudah dilayani; kode ini tetap berlaku.",
    .neverServed:
      "Kunjungan ini tidak sampai dilayani, jadi belum dapat dinilai. Keluhan dapat disampaikan ke front office.",
    .alreadyRated: "Kunjungan ini sudah dinilai. Terima kasih!",
    .howWasIt: "Bagaimana pelayanan kami tadi?",
    .veryBad: "Tidak puas",
    .bad: "Kurang puas",
    .fair: "Cukup",
    .good: "Puas",
    .veryGood: "Sangat puas",
    .chosen: "{1}, terima kasih.",
    .comment: "Ada kritik atau saran?",
    .commentExplained: "Boleh dikosongkan. Penilaian disimpan tanpa nama; mohon tidak menulis nama atau nomor telepon.",
    .withoutComment: "Tanpa komentar",
    .send: "Kirim",
    .stored: "Penilaian Anda tersimpan. Terima kasih!",
    .offerExplained: "Masih ada waktu dua menit? Jawaban Anda membantu kami memperbaiki layanan.",
    .beginSurvey: "Isi survei: 9 pertanyaan singkat",
    .beginComplaint: "Sampaikan pengaduan",
    .finish: "Selesai",
    .stopSurvey: "Berhenti; survei ini tidak disimpan",
    .storing: "Sedang disimpan …",
    .complaint: "Pengaduan",
    .complaintExplained: "Tulis apa yang terjadi. Disimpan tanpa nama bersama kunjungan ini dan dibaca kepala seksi.",
    .otherChannels: "Bila ingin dijawab, pakai saluran ini:",
    .thanks: "Terima kasih!",
    .thanksExplained: "Jawaban Anda tersimpan. Selamat jalan, sampai jumpa lagi.",
  ]
  public static let english: [Self: String] = [
    .title: "Rate our service",
    .invitation: "Please rate after you were served",
    .waiting: "As soon as your service at this desk is finished, the faces to rate it appear here.",
    .waitingForCode: "Hold your ticket to the scanner or enter its code.",
    .byCode: "Rate with the ticket's code",
    .codeExplained: "Hold the ticket to the scanner, or type its code, for example {1}, and press Enter or \"{2}\".",
    .otherTicket: "Not my ticket",
    .notATicket: "This is no ticket's code. You find it on your slip or on the screen with your number.",
    .notFinished: "This service is not finished yet. Please rate after you were served; the code stays valid.",
    .neverServed: "This visit was not served, so it cannot be rated. For complaints please go to the front office.",
    .alreadyRated: "This visit was rated already. Thank you!",
    .howWasIt: "How was our service?",
    .veryBad: "Not satisfied",
    .bad: "Less satisfied",
    .fair: "Fair",
    .good: "Satisfied",
    .veryGood: "Very satisfied",
    .chosen: "{1}, thank you.",
    .comment: "Any comments?",
    .commentExplained:
      "You may leave it empty. Your rating is stored without a name; please write no names or phone numbers.",
    .withoutComment: "No comment",
    .send: "Send",
    .stored: "Your rating is stored. Thank you!",
    .offerExplained: "Do you have two more minutes? Your answers help us to improve.",
    .beginSurvey: "Fill in the survey: 9 short questions",
    .beginComplaint: "File a complaint",
    .finish: "Done",
    .stopSurvey: "Stop; this survey is not stored",
    .storing: "Being stored …",
    .complaint: "Complaint",
    .complaintExplained:
      "Write what happened. It is stored without a name with this visit and read by the head of section.",
    .otherChannels: "If you want an answer, use one of these:",
    .thanks: "Thank you!",
    .thanksExplained: "What you told us is stored. Goodbye, see you again.",
  ]
}
