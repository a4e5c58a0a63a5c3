using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>Marks the options of a command line: one that is no member was not given, and could have been.</summary>
internal sealed class GivenOptions : IInheritedTag
{
    public static GivenOptions Instance { get; } = new();

    /// <summary>An option that was not given.</summary>
    public static Value Missing(string name) => ConstantValue.Undefined.With(Taint(name), partial: false);

    /// <summary>What depends on an option says this.</summary>
    public static string Taint(string name) => $"the option --{name}";
}
