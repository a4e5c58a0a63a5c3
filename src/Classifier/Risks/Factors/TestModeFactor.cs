using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks.Factors;

/// <summary>Is the money play money?</summary>
internal sealed class TestModeFactor : IRiskFactor
{
    private static readonly RiskPhrases Real = new(
        "mainnet", "real money", "live trading", "live mode", "production", "real funds", "live account");

    private static readonly RiskPhrases Play = new(
        "testnet", "paper trading", "paper account", "test mode only", "play money", "simulated trade", "simulated order", "virtual money", "demo account", "sandbox mode");

    /// <inheritdoc/>
    public string Id => "test-mode";

    /// <inheritdoc/>
    public string Question => "Does the text of a tool that moves money say that it is play money, and nothing of real money?";

    /// <inheritdoc/>
    public string Counts => "lowers it much";

    /// <inheritdoc/>
    public RiskFinding? AskOrNull(RiskSubject subject)
    {
        if (subject.Category != Category.Financial || Real.FindOrNull(subject.Tool) is not null)
        {
            return null;
        }

        var mark = Play.FindOrNull(subject.Tool);
        return mark is null ? null : new RiskFinding(RiskWeight.LowersMuch, "the text says that the money is not real", mark);
    }
}
