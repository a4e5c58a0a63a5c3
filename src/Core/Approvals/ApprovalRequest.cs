namespace Catalog.Core.Approvals;

/// <summary>A call that asks for a person's approval.</summary>
public sealed record ApprovalRequest
{
    /// <summary>SHA-256 over grant, server, tool, parameters and the policy's entries, 64 hexadecimal digits: equal calls have equal bindings.</summary>
    public required string Binding { get; init; }

    /// <summary>The caller's grant.</summary>
    public required string Grant { get; init; }

    /// <summary>What people know that grant by, as it was when the call was made; null where it was asked before labels were kept. Nothing is decided by it.</summary>
    public string? GrantLabel { get; init; }

    /// <summary>The gateway's id of the server.</summary>
    public required string Server { get; init; }

    /// <summary>The tool.</summary>
    public required string Tool { get; init; }

    /// <summary>The call's <c>params</c> without <c>_meta</c> and <c>requestState</c>, JSON as the client wrote it, for the person who decides; a note in its place where nobody decided in time and it was longer than 64 KB.</summary>
    public required string Parameters { get; init; }

    /// <summary>The messages of the entries that ask, in order.</summary>
    public required IReadOnlyList<string> Messages { get; init; }

    /// <summary>The JSON Pointer of the first rule that asks.</summary>
    public required string Rule { get; init; }

    /// <summary>How long the request waits, an approval is good for and a denial stands; 10 seconds to 30 days.</summary>
    public required TimeSpan Expires { get; init; }

    /// <summary>How many unlike approvers have to approve, 1 or more; an approval that fewer gave is none for this request.</summary>
    /// <value>1.</value>
    public int Approvers { get; init; } = 1;

    /// <summary>By what names those are known who hold the caller's grant: none of them approves the call. Empty where nobody is known, or they may.</summary>
    public IReadOnlyList<string> Holders { get; init; } = [];

    /// <summary>Whether an approver is one of <see cref="Holders"/>, in whatever case the name is written.</summary>
    /// <param name="approver">The approver's name.</param>
    public bool IsHeldBy(string approver) => Holders.Contains(approver, StringComparer.OrdinalIgnoreCase);
}
