using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Actions;

/// <summary>The argument that selects what a call does, and its values.</summary>
/// <param name="Name">The name of the argument.</param>
/// <param name="Parameter">The argument.</param>
internal sealed record ActionArgument(string Name, ParameterView Parameter)
{
    private const string Properties = "/inputSchema/properties/";

    /// <summary>The first argument of the schema itself that is named like a selector and whose values are acts, at least two; null where there is none.</summary>
    public static ActionArgument? FindOrNull(ToolView tool)
    {
        foreach (var parameter in tool.Parameters)
        {
            if (parameter.Is(ParameterKinds.Action) && parameter.Values.Count >= 2 && IsTopLevel(parameter) && HasVerb(parameter))
            {
                // A rule that names one of two arguments which differ only by case makes the gateway refuse the other.
                return tool.Parameters.Count(p => p.Name.Text.Equals(parameter.Name.Text, StringComparison.OrdinalIgnoreCase) && IsTopLevel(p)) == 1
                    ? new ActionArgument(parameter.Name.Text, parameter)
                    : null;
            }
        }

        return null;
    }

    // A policy names what stands in `arguments` itself.
    private static bool IsTopLevel(ParameterView parameter) =>
        parameter.Name.Pointer.StartsWith(Properties, StringComparison.Ordinal) && !parameter.Name.Pointer.AsSpan(Properties.Length).Contains('/');

    private static bool HasVerb(ParameterView parameter) => parameter.Values.Any(static v => v.Tokens.Length > 0 && v.Tokens[0].Is(Senses.AnyVerb));
}
