namespace Catalog.Crawler.Extractors.Jvm.Registrations;

/// <summary>How one library reads tools off annotations.</summary>
internal sealed record ToolDialect
{
    /// <summary>The library's packages; an annotation must come from one of them.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>The annotation of a tool's method.</summary>
    public required string Tool { get; init; }

    /// <summary>The attributes that describe the tool, the first one that is written counts.</summary>
    public IReadOnlyList<string> Description { get; init; } = ["description"];

    /// <summary>The annotation of a parameter.</summary>
    public required IReadOnlyList<string> Parameter { get; init; }

    /// <summary>Types that the library hands in itself.</summary>
    public IReadOnlyList<string> Injected { get; init; } = [];

    /// <summary>Annotations of parameters that the library hands in itself.</summary>
    public IReadOnlyList<string> InjectedBy { get; init; } = [];

    /// <summary>True where a parameter of type <c>Optional</c> need not be given.</summary>
    public bool ReadsOptional { get; init; }

    /// <summary>True where a member of an object that is an argument must be given unless it says otherwise.</summary>
    public bool RequiresMembers { get; init; }

    /// <summary>True where a tool is offered only once its object is handed to a provider.</summary>
    public bool NeedsProvider { get; init; }

    /// <summary>True where a method without a description is described by the words of its name.</summary>
    public bool DescribesByName { get; init; }

    /// <summary>True where a default in the source makes a parameter optional.</summary>
    public bool ReadsDefaults { get; init; }
}
