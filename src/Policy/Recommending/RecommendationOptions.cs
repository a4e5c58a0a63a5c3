namespace Catalog.Policy.Recommending;

/// <summary>What to recommend, and the words for the document's description.</summary>
public sealed record RecommendationOptions
{
    /// <summary>How much passes.</summary>
    /// <value>The default is <see cref="PolicyProfile.Balanced"/>.</value>
    public PolicyProfile Profile { get; init; } = PolicyProfile.Balanced;

    /// <summary>For whom it is written.</summary>
    /// <value>The default is <see cref="PolicyDialect.Portable"/>.</value>
    public PolicyDialect Dialect { get; init; } = PolicyDialect.Portable;

    /// <summary>The server's key or name, for the description.</summary>
    public required string Server { get; init; }

    /// <summary>The address of the policy of the whole server, which a tool's own policy links; null where there is none to link.</summary>
    public string? ServerPolicyUrl { get; init; }
}
