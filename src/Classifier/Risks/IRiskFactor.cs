namespace Catalog.Classifier.Risks;

/// <summary>
/// One question about how far a call reaches, what its arguments can name, or what the text does to hold it in: a pure function of one definition and its verdict. Found by a
/// scan of the assembly: stateless, with a parameterless constructor.
/// </summary>
internal interface IRiskFactor
{
    /// <summary>Kebab-case; stands under its quotes.</summary>
    string Id { get; }

    /// <summary>The question, for the documentation.</summary>
    string Question { get; }

    /// <summary>What a yes counts, for the documentation.</summary>
    string Counts { get; }

    /// <summary>The answer; null for no.</summary>
    RiskFinding? AskOrNull(RiskSubject subject);
}
