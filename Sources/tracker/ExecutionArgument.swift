// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Terminal

/// How every command describes the execution it is about.
enum ExecutionArgument {
    static let help: ArgumentHelp = ArgumentHelp(
        "The execution: 8 or more digits of its id, the id, its URL, or @latest.", valueName: "id")
    static let completion = Offers.executions
}
