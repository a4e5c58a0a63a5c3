namespace Catalog.Core.Classifications;

/// <summary>How bad a wrong call can be. Read starts at Low, Write Medium, Execute High, Destructive and Financial Critical; facets and reach may move it by a step.</summary>
public enum Risk
{
    /// <summary>The category is <see cref="Category.Unknown"/>.</summary>
    Unknown,

    /// <summary>A wrong call costs nothing that matters.</summary>
    Low,

    /// <summary>A wrong call can be put right.</summary>
    Medium,

    /// <summary>A wrong call can do things that nobody foresaw.</summary>
    High,

    /// <summary>A wrong call loses data, access or money.</summary>
    Critical,
}
