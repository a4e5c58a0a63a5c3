namespace Catalog.ServiceDoubles.Synthetic;

/// <summary>What a synthetic server is written in.</summary>
public enum SyntheticLanguage
{
    /// <summary>TypeScript with the official library.</summary>
    TypeScript,

    /// <summary>JavaScript with the official library.</summary>
    JavaScript,

    /// <summary>Python with decorators.</summary>
    Python,

    /// <summary>Go with a builder for each tool.</summary>
    Go,

    /// <summary>C# with attributes.</summary>
    CSharp,

    /// <summary>No server: a repository that only has the topic.</summary>
    None,
}
