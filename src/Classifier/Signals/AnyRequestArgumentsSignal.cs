using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Signals;

/// <summary>Does the caller name both the method to call and what is sent to it?</summary>
internal sealed class AnyRequestArgumentsSignal() : Signal("any-request-arguments", SignalSubject.Of(Category.Execute))
{
    private static readonly string[] Sent = ["request", "body", "payload", "data", "params", "parameters"];

    /// <inheritdoc/>
    public override string Question => "Does the caller name both the method to call and what is sent to it?";

    /// <inheritdoc/>
    public override string Motivation => "Whoever chooses the method chooses whether a call reads, changes or pays.";

    /// <inheritdoc/>
    public override Finding Ask(ToolView tool)
    {
        if (tool.Parameters.Count == 0)
        {
            return Finding.NotAvailable;
        }

        return FindOrNull(tool, "method") is { Values.Count: not 1 } method && Array.Exists(Sent, name => FindOrNull(tool, name) is not null)
            ? Finding.Yes(Mark.Of(method))
            : Finding.No;
    }

    private static ParameterView? FindOrNull(ToolView tool, string name)
    {
        foreach (var parameter in tool.Parameters)
        {
            if (parameter.Length == name.Length && parameter.Name.Text.AsSpan(parameter.Start, parameter.Length).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parameter;
            }
        }

        return null;
    }
}
