using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks.Factors;

/// <summary>Is somebody asked first?</summary>
internal sealed class ConfirmationFactor : IRiskFactor
{
    private static readonly RiskPhrases Asks = new(
        "asks the user for confirmation", "prompts the user for confirmation", "asks the user to confirm", "prompts the user to confirm", "requires user confirmation", "requires human approval", "user must approve", "elicits confirmation");

    /// <inheritdoc/>
    public string Id => "confirmation";

    /// <inheritdoc/>
    public string Question => "Does the server ask a person before it acts, or must an argument say that it is meant?";

    /// <inheritdoc/>
    public string Counts => "lowers it where a person is asked; noted where an argument does it, for the agent gives that itself";

    /// <inheritdoc/>
    public RiskFinding? AskOrNull(RiskSubject subject)
    {
        if (subject.Category is Category.Read)
        {
            return null;
        }

        if (Asks.FindOrNull(subject.Tool) is { } asked)
        {
            return new RiskFinding(RiskWeight.Lowers, "the text says that a person is asked first", asked);
        }

        var argument = subject.Tool.Parameters.FirstOrDefault(IsConfirmation);
        return argument is null ? null : new RiskFinding(RiskWeight.Noted, "an argument must confirm it, which the agent can do by itself", Mark.Of(argument));
    }

    /// <summary>True for an argument that says that the call is meant.</summary>
    internal static bool IsConfirmation(ParameterView parameter)
    {
        var name = parameter.Name.Text.AsSpan(parameter.Start, parameter.Length);
        return name.Equals("confirm", StringComparison.OrdinalIgnoreCase) || name.Equals("confirmed", StringComparison.OrdinalIgnoreCase) || name.Equals("confirmation", StringComparison.OrdinalIgnoreCase);
    }
}
