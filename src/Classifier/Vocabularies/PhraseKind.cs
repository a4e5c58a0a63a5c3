namespace Catalog.Classifier.Vocabularies;

/// <summary>What a run of words says. Spelled in <c>data/taxonomy/vocabulary.json</c> by the same names in camel case.</summary>
internal enum PhraseKind
{
    ReadOnly,
    DryRun,
    Irreversible,
    Overwrite,
    Restorable,
    Confirm,
    Sandbox,
    RunsShell,
    RunsCode,
    RunsQuery,
    AnyCall,
    Dispatch,
    Agents,
    MoneyMoves,
    NotMoney,
    StoresResult,
    CallerUrl,
    ReadFront,
    People,
    Reads,
}
