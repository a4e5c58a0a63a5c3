namespace Catalog.Api.Policies;

/// <summary>The two ways to write a policy.</summary>
internal static class Dialects
{
    /// <summary>Only what every engine of version 1 reads.</summary>
    public const string Portable = "portable";

    /// <summary>With what the bundled gateway adds: approvals, further operators.</summary>
    public const string Gateway = "gateway";
}
