using System.Text.Json;
using System.Text.Json.Nodes;
using Catalog.Gateway.Downstreams;
using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;
using Microsoft.AspNetCore.Http;

namespace Catalog.Gateway.Aggregation;

/// <summary>Answers what concerns all servers: what they can together, their lists, log levels and subscriptions.</summary>
internal sealed class AggregateDesk(AggregatePlan plan, CursorSeal seal, AggregateRelay relay)
{
    /// <summary>What a client of the legacy era is told in its handshake: all servers have had their chance to shake hands, for as long as the plan says.</summary>
    public async Task<byte[]> HandshakeAsync(AggregateSession session, Caller caller, string? version, CancellationToken cancellationToken)
    {
        var result = await OffersAsync(session, caller, cancellationToken);
        result.Insert(0, "protocolVersion", version is not null && Methods.LegacyVersions.Contains(version, StringComparer.Ordinal) ? version : Profile.LastLegacy);
        result["serverInfo"] = JsonNode.Parse(Profile.Gateway.Span);
        return JsonSerializer.SerializeToUtf8Bytes(result);
    }

    /// <summary>Serves a request that concerns all servers.</summary>
    /// <returns>False where it is no such request.</returns>
    public async Task<bool> TryServeAsync(HttpPost post, AggregateSession session, ParamPlaces places)
    {
        var caller = post.Admission.Caller;
        var aborted = post.Answer.Aborted;
        switch (post.Message.Method)
        {
            case "ping":
                await ResultAsync(post, "{}"u8.ToArray());
                return true;
            case "server/discover":
                var result = await OffersAsync(session, caller, aborted);
                foreach (var (name, value) in (ReadOnlySpan<(string, JsonNode)>)[("resultType", "complete"), ("supportedVersions", new JsonArray(Methods.FirstModern)), ("ttlMs", 10_000), ("cacheScope", "private")])
                {
                    result[name] = value;
                }

                result["_meta"] = new JsonObject { ["io.modelcontextprotocol/serverInfo"] = JsonNode.Parse(Profile.Gateway.Span) };
                await ResultAsync(post, JsonSerializer.SerializeToUtf8Bytes(result));
                return true;
            case "logging/setLevel":
                await SetLevelAsync(post, session, places);
                return true;
            case Methods.Listen:
                await ListenAsync(post, session, places);
                return true;
        }

        if (ListShape.OfOrNull(post.Message.Method) is not { } shape)
        {
            return false;
        }

        await ListAsync(post, session, shape);
        return true;
    }

    private async Task<JsonObject> OffersAsync(AggregateSession session, Caller caller, CancellationToken cancellationToken)
    {
        var branches = session.BranchesOf(caller);
        await Task.WhenAll(branches.Select(b => b.Branch.ReadyAsync(b.Caller, plan.Patience, cancellationToken)));
        var capabilities = Offer.Union(branches.Select(static b => b.Branch.Offer));
        if (session.Profile.Era == ProtocolEra.Modern)
        {
            // Tasks of the legacy era have another form than those of the modern one, which are an extension.
            capabilities.Remove("tasks");
        }

        var result = new JsonObject { ["capabilities"] = capabilities };
        if (Offer.InstructionsOf(branches.Select(static b => (b.Branch.Name, b.Branch.Prefix, b.Branch.Offer))) is { } instructions)
        {
            result["instructions"] = instructions;
        }

        return result;
    }

    private async Task ListAsync(HttpPost post, AggregateSession session, ListShape shape)
    {
        var caller = post.Admission.Caller;
        var (list, offset) = (default(MergedList), 0);
        if (post.Message.Cursor.IsPresent)
        {
            var cursor = UpstreamMessage.KeyOrNull(post.Message.Cursor.Of(post.Message.Bytes).Span) is ['s', .. var text] ? text : "";
            if (seal.OpenOrNull(caller.Grant.Id, caller.Session, shape, cursor) is not { } place)
            {
                await relay.RefuseAsync(post, new Refusal(RpcErrors.InvalidParams, "The cursor is none that this session was given: list from the beginning", "(foreign cursor)"));
                return;
            }

            (list, offset) = (session.Lists.FindOrNull(place.List), place.Offset);
            if (list is null)
            {
                await relay.RefuseAsync(post, new Refusal(RpcErrors.InvalidParams, "The list that the cursor belongs to is no longer kept: list from the beginning", "(old cursor)"));
                return;
            }
        }

        list ??= await session.ListAsync(shape, caller, post.Answer.Aborted);
        await ResultAsync(post, session.Lists.Page(list, offset, post.Era, next => seal.Seal(caller.Grant.Id, caller.Session, shape, list.Number, next)));
    }

    private async Task SetLevelAsync(HttpPost post, AggregateSession session, ParamPlaces places)
    {
        var level = places.Level.Of(post.Message.Bytes);
        if (level.IsEmpty || level.Span[0] != (byte)'"')
        {
            await relay.RefuseAsync(post, Refusal.Parameters("`params.level` must be a string"));
            return;
        }

        session.Verbosity = level.ToArray();
        var request = Say.Request("logging/setLevel", [.. "{\"level\":"u8, .. level.Span, (byte)'}']);
        var able = session.BranchesOf(post.Admission.Caller).Where(static b => b.Branch.IsUp && b.Branch.Era == ProtocolEra.Legacy && b.Branch.Offer.Has("logging"));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(post.Answer.Aborted);
        limit.CancelAfter(plan.Patience);
        await Task.WhenAll(able.Select(b => AskAsync(b.Branch, b.Caller, request, limit.Token, post.Answer.Aborted)));
        await ResultAsync(post, "{}"u8.ToArray());
    }

    private static async Task AskAsync(Branch branch, Caller caller, byte[] request, CancellationToken limit, CancellationToken aborted)
    {
        try
        {
            await branch.AskAsync(request, caller, limit);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            // A server that does not take it in time logs as it did.
        }
    }

    private async Task ListenAsync(HttpPost post, AggregateSession session, ParamPlaces places)
    {
        var caller = post.Admission.Caller;
        var aborted = post.Answer.Aborted;
        var subscriber = new Subscriber(post.Message.IdBytes, places.Notifications.Of(post.Message.Bytes));
        foreach (var (branch, its) in session.BranchesOf(caller))
        {
            // Not awaited: whoever is late has its changes told when it comes.
            _ = branch.ReadyAsync(its, plan.Patience, CancellationToken.None);
        }

        var wanted = new List<(Branch Branch, string Uri)>();
        try
        {
            foreach (var uri in subscriber.Resources)
            {
                if (await AggregateRouter.OfResourceOrNullAsync(session, caller, uri, aborted) is { } found && found.Branch.MayUse(found.Caller, uri) && await found.Branch.ReadyAsync(found.Caller, plan.Patience, aborted) is null)
                {
                    wanted.Add((found.Branch, uri));
                    await found.Branch.WantAsync(uri, aborted);
                }
            }

            subscriber.Acknowledge([.. wanted.Select(static w => w.Uri)]);
            session.Subscribe(subscriber);
            await foreach (var told in subscriber.Told.ReadAllAsync(aborted))
            {
                await post.Answer.TellAsync(told, aborted);
            }
        }
        finally
        {
            session.Unsubscribe(subscriber);
            foreach (var (branch, uri) in wanted)
            {
                using var limit = new CancellationTokenSource(plan.Patience);
                await branch.UnwantAsync(uri, limit.Token);
            }
        }
    }

    private static ValueTask ResultAsync(HttpPost post, byte[] result) =>
        post.Answer.EndAsync(StatusCodes.Status200OK, Say.Result(post.Message.IdBytes, result), post.Answer.Aborted);
}
