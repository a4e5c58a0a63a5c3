namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>One step of an attack. Texts may hold <c>${lane} ${path} ${host} ${token:a} ${session:a} ${event} ${state} ${cursor}</c>; each letter of one is a byte.</summary>
internal sealed record AttackStep
{
    /// <summary>A request body, sent with everything that an honest client sends around it.</summary>
    public string? Body { get; init; }

    /// <summary>A body as hexadecimal digits, for bytes that are no text.</summary>
    public string? Hex { get; init; }

    /// <summary>The body's text this many times, after <see cref="Body"/>: for bodies too long to write down.</summary>
    public AttackFiller? Filler { get; init; }

    /// <summary>All bytes of the connection, with nothing put around them.</summary>
    public string? Raw { get; init; }

    /// <summary>The method of HTTP.</summary>
    public string Verb { get; init; } = "POST";

    /// <summary>The target of the request line.</summary>
    public string Target { get; init; } = "${path}";

    /// <summary>Lines added to the head.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Names of headers that are left out.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Whose token is shown.</summary>
    public string As { get; init; } = "a";

    /// <summary>Whose session is named, <c>none</c>, or one that was kept; the grant's own where nothing is said.</summary>
    public string? Session { get; init; }

    /// <summary>Whether it is of the era without sessions: its headers are the sender's own.</summary>
    public bool Modern { get; init; }

    /// <summary>How often it is done at the same time.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Steps that are done at the same time instead.</summary>
    public IReadOnlyList<AttackStep> Together { get; init; } = [];

    /// <summary>Whether the sender closes its half at once, or after a while whatever comes back.</summary>
    public bool HangsUp { get; init; }

    /// <summary>Whether bytes come one by one, one every so many milliseconds.</summary>
    public int? Drip { get; init; }

    /// <summary>For how many milliseconds nothing of the answer is read; it must then have been cut off.</summary>
    public int? Unread { get; init; }

    /// <summary>How many milliseconds pass before it is done.</summary>
    public int Wait { get; init; }

    /// <summary>Connections that are opened beside and say nothing.</summary>
    public int Idlers { get; init; }

    /// <summary>A name under which the session of the answer is kept.</summary>
    public string? Keep { get; init; }

    /// <summary>What a person or an operator does instead: <c>approve</c>, <c>revoke a</c>, <c>policy closed</c>, <c>policy open</c>.</summary>
    public string? Do { get; init; }

    /// <summary>The status of the gateway's answer; any where nothing is said, 0 where the connection ends without one.</summary>
    public int? Status { get; init; }

    /// <summary>The JSON-RPC error of the gateway's answer.</summary>
    public int? Code { get; init; }

    /// <summary>What the gateway's answer says, or a part of it.</summary>
    public string? Says { get; init; }
}
