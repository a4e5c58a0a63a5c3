using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Registrations;

/// <summary>Annotations that say when a class or a method takes part.</summary>
internal static class Conditions
{
    private static readonly string[] Names =
    [
        "ConditionalOnProperty", "ConditionalOnBooleanProperty", "ConditionalOnExpression", "Profile", "IfBuildProperty", "IfBuildProfile", "UnlessBuildProfile", "UnlessBuildProperty", "LookupIfProperty", "LookupUnlessProperty",
        "ConditionalOnBean", "ConditionalOnClass", "ConditionalOnMissingBean", "Conditional", "Requires",
    ];

    /// <summary>The conditions of some annotations in words close to the source's; null where there are none.</summary>
    public static string? OrNull(FactNode annotations, AnnotationReader reader)
    {
        string? all = null;
        foreach (var name in Names)
        {
            if (reader.FindOrNull(annotations, name) is not { } found || name is "ConditionalOnMissingBean" or "ConditionalOnClass" or "ConditionalOnBean")
            {
                continue;
            }

            // `matchIfMissing`: a start with nothing set has it.
            if (reader.FlagOrNull(found, "matchIfMissing") == true || reader.FlagOrNull(found, "lookupIfMissing") == true || reader.FlagOrNull(found, "enableIfMissing") == true)
            {
                continue;
            }

            var parts = new List<string>();
            foreach (var attribute in new[] { "prefix", "name", "value", "property", "havingValue", "stringValue" })
            {
                if (reader.ValueOrNull(found, attribute)?.Primary is { } value && (value is ConstantValue { IsNothing: false } constant ? constant.ToString() : value is ListValue list ? Machine.JoinedOrNull(list, ",") : null) is { Length: > 0 } text)
                {
                    parts.Add(text);
                }
            }

            all = Scope.Join(all, $"@{name}({string.Join(" ", parts)})");
        }

        return all;
    }
}
