namespace Catalog.Core.Tools;

/// <summary>Whether a defined tool is offered to a client. Pages and policies list all but <see cref="No"/>.</summary>
public enum Exposure
{
    /// <summary>It could not be decided; written <c>unknown</c>.</summary>
    Unknown,

    /// <summary>Offered when the server starts with nothing set.</summary>
    Yes,

    /// <summary>Offered under the condition that the definition names.</summary>
    Conditional,

    /// <summary>Defined, and reached by nothing that runs.</summary>
    No,
}
