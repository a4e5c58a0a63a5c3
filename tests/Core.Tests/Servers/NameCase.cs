using Catalog.Core.Servers.Naming;

namespace Catalog.Core.Tests.Servers;

/// <summary>Two servers, and how their names are alike.</summary>
public sealed record NameCase
{
    public required string Note { get; init; }

    public required string One { get; init; }

    public string? OneRepository { get; init; }

    public required string Other { get; init; }

    public string? OtherRepository { get; init; }

    /// <summary>Null where nothing is to be said.</summary>
    public required NameStep? Step { get; init; }

    public bool IsOtherOwner { get; init; }

    public override string ToString() => Note;
}
