// SPDX-License-Identifier: Apache-2.0

package import JobEngine

extension MigrationError {
    /// What is wrong, in French.
    package var frenchDescription: String {
        switch self {
        case .missing: "la base n'a pas encore les schémas de Chantier"
        case .older(let database, let program):
            "les schémas de la base sont à la version \(database), plus ancienne que celle de ce programme, \(program)"
        case .newer(let database, let program):
            "les schémas de la base sont à la version \(database), plus récente que celle de ce programme, \(program)"
        case .functionsDiffer(let names):
            "des fonctions de la base ne sont pas celles de ce programme : \(names.prefix(5).joined(separator: ", "))\(names.count > 5 ? " …" : "")"
        case .changed(let name): "la migration \(name) a été modifiée après avoir été appliquée"
        case .skipped(let name): "la migration \(name) n'a jamais été appliquée, alors qu'une plus récente l'a été"
        case .failed(let name, let error): "\(name) : \(error)"
        }
    }

    /// What to do about it, in French.
    package var frenchAction: String {
        switch self {
        case .missing, .older, .functionsDiffer: "« chantier database migrate » les met à jour"
        case .newer: "utiliser une version plus récente de ce programme"
        case .changed(let name):
            "remettre le texte publié de sql/migrations/\(name), et écrire le changement dans une nouvelle migration"
        case .skipped(let name): "donner à sql/migrations/\(name) le prochain numéro libre"
        case .failed:
            "rien de ce fichier n'a été appliqué ; corriger la cause, puis relancer « chantier database migrate »"
        }
    }

    /// What is wrong, in a language.
    package func description(in language: Language) -> String { language(description, frenchDescription) }
    /// What to do, in a language.
    package func action(in language: Language) -> String { language(action, frenchAction) }
}
