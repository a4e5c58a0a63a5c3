namespace Catalog.Crawler.Extractors.Evaluation;

/// <summary>A value that is not known here: it comes from a dependency, from the outside, or from code that is not modelled.</summary>
internal sealed class UnknownValue : Value
{
    /// <summary>Unknown, and nothing more to say.</summary>
    public static UnknownValue Plain { get; } = new();

    /// <summary>The module of a dependency that it comes from, as imported; null where it is not from one.</summary>
    public string? Module { get; init; }

    /// <summary>The way from the module to it: names joined by <c>.</c>, <c>()</c> for a call; empty for the module itself.</summary>
    public string Path { get; init; } = "";

    /// <summary>The last name on the way; empty where there is none.</summary>
    public string LastName
    {
        get
        {
            var path = Path.EndsWith("()", StringComparison.Ordinal) ? Path[..^2] : Path;
            return path[(path.LastIndexOf('.') + 1)..];
        }
    }

    public override bool? Truth => null;

    /// <summary>A member of this value.</summary>
    public UnknownValue Member(string name) =>
        Path.Length > 200 ? Plain : new UnknownValue { Module = Module, Path = Path.Length == 0 ? name : $"{Path}.{name}", Taint = Taint };

    /// <summary>What a call of this value gives.</summary>
    public UnknownValue Called() => Path.Length > 200 || Module is null ? Plain : new UnknownValue { Module = Module, Path = Path + "()", Taint = Taint };

    public static UnknownValue Tainted(string? taint) => taint is null ? Plain : new UnknownValue { Taint = taint };
}
