using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Tracing;
using Catalog.Policy.Compiled;

namespace Catalog.Gateway.Enforcement;

/// <summary>
/// Leave to forward one message, made by the enforcement point alone, and what has to be settled when its answer is known. Every lane tells
/// it exactly once how the message fared: not sent, answered, or left without answer.
/// </summary>
internal sealed class Admission(EnforcementPoint point, Envelope message, Caller caller, PolicySet? policy, ToolShelf tools)
{
    private int _settled;

    public Envelope Message { get; private set; } = message;

    public Caller Caller { get; } = caller;

    /// <summary>The document in force when the message came.</summary>
    public PolicySet? Policy { get; } = policy;

    public ToolShelf Tools { get; } = tools;

    /// <summary>What the call drew; null where it drew nothing.</summary>
    public CounterLease? Lease { get; init; }

    public IReadOnlyList<CounterDraw> Draws { get; init; } = [];

    /// <summary>The approval that the call spent; null where none was asked.</summary>
    public string? Approval { get; init; }

    /// <summary>False for retries and follow-ups: their answers give nothing back.</summary>
    public bool IsFirst { get; init; } = true;

    /// <summary>The entry of the decision log, which is told how the message fared; null for what has none.</summary>
    public OpenDecision? Entry { get; init; }

    /// <summary>When it was decided, as a timestamp of the gateway's clock.</summary>
    public long SentAt { get; init; }

    /// <summary>When it arrived, as a timestamp of the gateway's clock.</summary>
    public long ArrivedAt { get; init; }

    /// <summary>The version of the protocol as the transport told it; null where it told none.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the answer has to be read whole before any of it goes on.</summary>
    public bool MustBeRead => EnforcementPoint.MustBeRead(this);

    /// <summary>The spans of the request; null where none is recorded.</summary>
    public RequestTrace? Trace { get; private set; }

    /// <summary>The same leave, for the same message with the context of its trace; in the place of this one.</summary>
    public Admission Carrying(RequestTrace trace, byte[] bytes)
    {
        var carrying = (Admission)MemberwiseClone();
        carrying.Message = Screened(bytes);
        carrying.Trace = trace;
        return carrying;
    }

    /// <summary>No byte of it was sent: what was drawn is given back, and the approval too.</summary>
    public Task NotSentAsync() => First() ? point.SettleNotSentAsync(this) : Task.CompletedTask;

    /// <summary>The answer came.</summary>
    /// <returns>What the caller gets: the same bytes but for a list that is trimmed.</returns>
    public ValueTask<ReadOnlyMemory<byte>> AnsweredAsync(UpstreamMessage answer) =>
        First() ? point.SettleAnswerAsync(this, answer) : ValueTask.FromResult(point.Trim(this, answer, out _));

    /// <summary>The answer came, and passed on while it did.</summary>
    /// <param name="answer">What settling needs of it.</param>
    /// <param name="found">What was found in its texts: names, and how often.</param>
    public Task PassedAsync(UpstreamMessage answer, IReadOnlyDictionary<string, int> found) => First() ? point.SettlePassedAsync(this, answer, found) : Task.CompletedTask;

    /// <summary>No answer will come, or nobody waits for it: nothing is given back.</summary>
    /// <param name="isLost">Whether it is the server that did not answer.</param>
    public void Abandon(bool isLost = false)
    {
        if (First())
        {
            point.SettleAbandoned(this, isLost);
        }
    }

    /// <summary>The same message with an id and token that are unique to a shared upstream; settled by this admission, not by the new one.</summary>
    public Admission Respelled(byte[] bytes) => new(point, Screened(bytes), Caller, Policy, Tools);

    /// <summary>A notification about this message, such as its cancellation.</summary>
    public Admission Notice(byte[] bytes) => Respelled(bytes);

    private static Envelope Screened(byte[] bytes) => MessageScreen.Read(bytes, new ScreenLimits { MaxBytes = int.MaxValue, MaxDepth = 512 }).Envelope
        ?? throw new InvalidOperationException("a screened message with another id is no message");

    private bool First() => Interlocked.Exchange(ref _settled, 1) == 0;
}
