namespace Catalog.Policy.Deciding;

/// <summary>What was found while a call is decided. Most calls leave nothing.</summary>
internal sealed class DecisionNotes
{
    /// <summary>What observed rules would have done.</summary>
    internal List<string> Would { get; } = [];

    /// <summary>What could not be evaluated.</summary>
    internal List<string> Errors { get; } = [];

    /// <summary>The rules that ask for a person.</summary>
    internal List<Finding> Asked { get; } = [];
}
