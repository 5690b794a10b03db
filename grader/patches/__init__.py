"""What other libraries lack or do too slowly, put right: all patches in one place.

Each says why it is there, and in which version that was seen. A library is imported
where it is patched, so that this package costs nothing.
"""

from grader.patches.safety import (
    find_folders_by_name,
    harden_autograde,
    hide_missing_exchange,
    keep_small_files,
    read_times,
    release_what_was_handed_in,
    take_back,
    take_back_scores,
)
from grader.patches.speed import (
    compile_schemas_once,
    find_schema_version_here,
    one_gradebook,
    one_transaction,
    skip_address_grammar,
    skip_unused_imports,
)

__all__ = [
    "compile_schemas_once",
    "find_folders_by_name",
    "find_schema_version_here",
    "harden_autograde",
    "hide_missing_exchange",
    "keep_small_files",
    "one_gradebook",
    "one_transaction",
    "read_times",
    "release_what_was_handed_in",
    "skip_address_grammar",
    "skip_unused_imports",
    "take_back",
    "take_back_scores",
]
