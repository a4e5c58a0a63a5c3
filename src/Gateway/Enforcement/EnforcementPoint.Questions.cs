using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;
using Catalog.Gateway.Relaying;
using Catalog.Gateway.Uses;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;

namespace Catalog.Gateway.Enforcement;

/// <content>What a server asks of the client: by requests of its own in the legacy era, inside of results in the modern one.</content>
internal sealed partial class EnforcementPoint
{
    /// <summary>Decides whether the client gets a message that the server sends by itself.</summary>
    internal async ValueTask<QuestionVerdict> JudgeQuestionAsync(Caller caller, ToolShelf tools, UpstreamMessage message)
    {
        if (!message.IsAmbiguous && (message.Method is not { } method || method == "ping" || method.StartsWith("notifications/", StringComparison.Ordinal)))
        {
            return QuestionVerdict.Pass;
        }

        var policy = policies.FindOrNull(caller.Policy);
        if (!message.IsAmbiguous && policy?.Binds(PolicySubject.ServerRequest) == false)
        {
            return QuestionVerdict.Pass;
        }

        Decision decision;
        try
        {
            decision = DecideQuestion(policy, caller, message);
            await journal.AskedAsync(caller, message.Method, decision, CancellationToken.None);
            if (decision.Kind == DecisionKind.Allow)
            {
                return QuestionVerdict.Pass;
            }
        }
        catch (StoreException failure)
        {
            journal.Lost(failure);
            decision = new Decision { Kind = DecisionKind.Deny, Message = Unrecorded };
        }
        catch (Exception failure)
        {
            // The boundary of the enforcement point: a decision that fails denies this message, and the gateway goes on.
            LogFailed(message.Method ?? "", failure);
            decision = new Decision { Kind = DecisionKind.Deny, Message = "The request could not be decided, so the client is not asked" };
        }

        if (!message.Id.IsPresent || message.IsResponse)
        {
            return new QuestionVerdict(false, null);
        }

        var reply = JsonAnswers.DeniedError(message.Id.Of(message.Bytes), decision.Message ?? "Denied by policy", decision.Rule, decision.PolicyId);
        return new QuestionVerdict(false, MessageScreen.Read(reply, new ScreenLimits()).Envelope is { } refusal ? new Admission(this, refusal, caller, policy, tools) : null);
    }

    /// <summary>The denial of what a result asks of the client; null where it asks for nothing that is denied.</summary>
    private Decision? DeniedInputOrNull(PolicySet? policy, Caller caller, UpstreamMessage answer)
    {
        if (policy?.Binds(PolicySubject.ServerRequest) != true || !answer.HasResult)
        {
            return null;
        }

        if (InputRequests.ReadOrNull(answer) is not { } asked)
        {
            return Unclear(policy);
        }

        return DeniedOrNull(policy, caller, asked);
    }

    private Decision? DeniedOrNull(PolicySet policy, Caller caller, IReadOnlyList<Use> asked) =>
        asked.Select(request => DecideRequest(policy, caller, request)).FirstOrDefault(static d => d.Kind != DecisionKind.Allow);

    private Decision DecideQuestion(PolicySet? policy, Caller caller, UpstreamMessage message)
    {
        if (message.IsAmbiguous || message.Method is null || message.HasResult || message.ErrorCode is not null)
        {
            return Unclear(policy);
        }

        JsonElement? parameters = null;
        if (message.Params.IsPresent)
        {
            using var document = JsonDocument.Parse(message.Params.Of(message.Bytes), new JsonDocumentOptions { MaxDepth = 512 });
            parameters = document.RootElement.Clone();
        }

        return DecideRequest(policy, caller, new Use(PolicySubject.ServerRequest, message.Method, parameters));
    }

    private Decision DecideRequest(PolicySet? policy, Caller caller, Use request) => Methods.IsServerRequest(request.Name)
        ? decisions.Decide(policy, new ToolCall
        {
            Server = options.ServerId,
            Subject = PolicySubject.ServerRequest,
            Tool = request.Name,
            Arguments = request.Arguments is { ValueKind: JsonValueKind.Object } parameters ? parameters : null,
            Grant = caller.Grant,
            Session = caller.Session,
        })
        : new Decision { Kind = DecisionKind.Deny, Rule = "(unknown method)", Message = $"No server may ask `{request.Name}` of a client", PolicyId = policy?.Id };

    private static Decision Unclear(PolicySet? policy) => new()
    {
        Kind = DecisionKind.Deny, Rule = "(ambiguous)", Message = "What the server asks can be read in two ways", PolicyId = policy?.Id,
    };
}
