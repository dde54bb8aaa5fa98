// SPDX-License-Identifier: Apache-2.0

import Glibc
import Setup
import Terminal

/// A file that a command line names.
enum InputFile {
    /// Refuses one that cannot be read, before anything is launched: a slip of the hand makes no failed execution.
    ///
    /// It is only looked at: a pipe such as `<(zcat …)` can be read once.
    static func check(_ path: String, doing: String, _ language: Language) throws {
        let place = path.hasPrefix("/") ? path : "\(Environment.workingFolder)/\(path)"
        func refuse(_ reason: String) -> ProgramFailure {
            ProgramFailure(
                doing, reason: reason,
                action: language(
                    "nothing was launched; name a file that you can read.",
                    "rien n'a été lancé ; nommer un fichier lisible."), code: .usage)
        }
        var status = stat()
        guard !path.isEmpty, stat(path, &status) == 0 else {
            guard path.isEmpty || errno == ENOENT || errno == ENOTDIR else {
                throw refuse(
                    language(
                        "cannot read \(place): \(systemMessage(errno)).",
                        "impossible de lire \(place) : \(systemMessage(errno))."))
            }
            throw refuse(
                path.isEmpty
                    ? language("the file's name is empty.", "le nom du fichier est vide.")
                    : language("there is no file \(place).", "il n'y a pas de fichier \(place)."))
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw refuse(language("\(place) is a folder.", "\(place) est un dossier."))
        }
        guard access(path, R_OK) == 0 else {
            let message = systemMessage(errno)
            throw refuse(
                language("cannot read \(place): \(message).", "impossible de lire \(place) : \(message)."))
        }
    }
}
