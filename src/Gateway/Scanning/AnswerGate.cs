using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Gateway.Metering;
using Catalog.Gateway.Pinning;
using Catalog.Gateway.Relaying;
using Catalog.Policy.Compiled;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Scanning;

/// <summary>What every answer passes on its way to the caller: lists lose the tools that are hidden or held back, texts are looked through.</summary>
internal sealed partial class AnswerGate(PinBook pins, ContentScan scan, LaneMetrics metrics, GatewayOptions options, ILogger<AnswerGate> logger)
{
    private const string Unreadable = "The server's list of tools cannot be read, so it is not shown";

    /// <summary>Whether a long answer may pass on while it comes.</summary>
    public bool MayStream => !scan.IsOn || scan.MayStream;

    /// <summary>Whether what servers say unasked is looked through.</summary>
    public bool LooksThrough => scan.IsOn;

    /// <summary>What looks through one long answer while it passes; null where nothing is looked for.</summary>
    public StreamedScan? StreamOrNull() => scan.IsOn ? new StreamedScan(scan) : null;

    /// <summary>Notes what was found in an answer that passed on while it came.</summary>
    /// <returns>For the decision log; null for nothing.</returns>
    public IReadOnlyList<DecisionFinding>? Passed(IReadOnlyDictionary<string, int> found) => found.Count == 0 ? null : Note(found, "what is to be redacted is");

    /// <summary>What a server says unasked, after its texts were looked through; null where it is withheld.</summary>
    public ReadOnlyMemory<byte>? SeenUnasked(ReadOnlyMemory<byte> message)
    {
        if (!scan.IsOn)
        {
            return message;
        }

        var result = scan.Look(message);
        if (result.Found.Count > 0)
        {
            Note(result.Found, result.Blocking is not null ? "the message is withheld" : result.Bytes.Equals(message) ? "the message passes" : "it is redacted");
        }

        // The plain null would be taken for empty memory.
        return result.Blocking is null ? result.Bytes : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>Takes in what a person accepted meanwhile, before a list is shown.</summary>
    public async ValueTask RefreshAsync()
    {
        if (!pins.MayChange)
        {
            return;
        }

        try
        {
            await pins.RefreshAsync(CancellationToken.None);
        }
        catch (StoreException failure)
        {
            // What is known stays in force.
            LogNotRefreshed(options.ServerId, failure.Message);
        }
    }

    /// <summary>Compares a list with what is pinned; a list that cannot be read changes nothing.</summary>
    public void Look(UpstreamMessage answer, IReadOnlyList<ListedTool> tools) => pins.Look(answer, tools);

    /// <summary>The tools of a list that a caller sees.</summary>
    /// <param name="answer">The answer, as the server gave it.</param>
    /// <param name="tools">The tools in it; null where they cannot be read.</param>
    /// <param name="policy">The policy of the caller; null for none, which hides nothing.</param>
    public ReadOnlyMemory<byte> Shown(UpstreamMessage answer, IReadOnlyList<ListedTool>? tools, PolicySet? policy) => tools is null
        ? JsonAnswers.Error(answer.Id.Of(answer.Bytes), RpcErrors.UnreadableAnswer, Unreadable)
        : ToolListTrim.Without(answer, tools, name => policy?.IsShown(name) != false && !pins.IsBlocked(name));

    /// <summary>An answer after its texts were looked through.</summary>
    /// <param name="answer">The answer, as the caller would see it.</param>
    /// <param name="id">The id of the request, as written.</param>
    /// <param name="isCall">Whether it is the result of a tool.</param>
    /// <param name="era">The era of the request.</param>
    /// <param name="findings">What was found, for the decision log; null for nothing.</param>
    public ReadOnlyMemory<byte> Seen(ReadOnlyMemory<byte> answer, ReadOnlyMemory<byte> id, bool isCall, ProtocolEra era, out IReadOnlyList<DecisionFinding>? findings)
    {
        findings = null;
        if (!scan.IsOn)
        {
            return answer;
        }

        var result = scan.Look(answer);
        if (result.Found.Count == 0)
        {
            return answer;
        }

        findings = Note(result.Found, result.Blocking is not null ? "the answer is withheld" : result.Bytes.Equals(answer) ? "the answer passes" : "it is redacted");
        if (result.Blocking is not { } name)
        {
            return result.Bytes;
        }

        var message = $"The answer of the server holds what the gateway is to keep back ({name}); the tool may have run";
        return isCall
            ? JsonAnswers.Denial(id, era, message, $"(content {name})", null, null)
            : JsonAnswers.Error(id, RpcErrors.ContentWithheld, message);
    }

    private List<DecisionFinding> Note(IReadOnlyDictionary<string, int> found, string what)
    {
        List<DecisionFinding> findings = [.. found.Select(static f => new DecisionFinding { Rule = f.Key, Count = f.Value })];
        metrics.Found(findings);
        LogFound(options.ServerId, string.Join(", ", found.Select(static f => $"{f.Key} ×{f.Value}")), what);
        return findings;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether changes of tools of '{Server}' were accepted cannot be read: {Reason}")]
    private partial void LogNotRefreshed(string server, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "In what '{Server}' said was found: {Found}; {What}")]
    private partial void LogFound(string server, string found, string what);
}
