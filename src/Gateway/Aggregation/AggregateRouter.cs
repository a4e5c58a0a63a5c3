using Catalog.Gateway.Enforcement;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Aggregation;

/// <summary>Finds the server of a request by the name, the address or the task in it, and puts the server's own name in.</summary>
internal static class AggregateRouter
{
    /// <summary>Whether a request goes to one server.</summary>
    public static bool IsForOneServer(string? method) =>
        method is Methods.ToolsCall or "prompts/get" or "resources/read" or "resources/subscribe" or "resources/unsubscribe" or "completion/complete"
        || (method is not null && Methods.IsTaskFollowUp(method));

    public static async Task<Target> FindAsync(AggregateSession session, Caller caller, Envelope message, ParamPlaces places, CancellationToken cancellationToken)
    {
        var edit = new MessageEdit(message.Bytes, places);
        switch (message.Method)
        {
            case Methods.ToolsCall:
                return await NamedAsync(session, caller, ListShape.Tools, places.Name, message, edit, cancellationToken);
            case "prompts/get":
                return await NamedAsync(session, caller, ListShape.Prompts, places.Name, message, edit, cancellationToken);
            case "completion/complete" when places.RefName.IsPresent:
                return await NamedAsync(session, caller, ListShape.Prompts, places.RefName, message, edit, cancellationToken);
            case "completion/complete":
                return await AddressedAsync(session, caller, places.RefUri, message, edit, cancellationToken);
            case "resources/read" or "resources/subscribe" or "resources/unsubscribe":
                return await AddressedAsync(session, caller, places.Uri, message, edit, cancellationToken);
            default:
                return message.TaskId is { } task && session.Tasks.TryGetValue(task, out var server)
                    ? Of(session, caller, server, edit) ?? Target.None("The server of this task is not there any more")
                    : Target.None("No server of this session began a task of that id");
        }
    }

    /// <summary>The server of a resource; null where none is known.</summary>
    public static async Task<(Branch Branch, Caller Caller)?> OfResourceOrNullAsync(AggregateSession session, Caller caller, string uri, CancellationToken cancellationToken)
    {
        if (session.Resources.ServerOrNull(uri) is not { } server)
        {
            await Task.WhenAll(session.ListAsync(ListShape.Resources, caller, cancellationToken), session.ListAsync(ListShape.Templates, caller, cancellationToken));
            server = session.Resources.ServerOrNull(uri);
        }

        var branches = session.BranchesOf(caller);
        if (server is null)
        {
            // Where only one server has resources at all, nobody else can be meant.
            var able = branches.Where(static b => b.Branch.Offer.Has("resources")).Take(2).ToList();
            return able.Count == 1 ? able[0] : null;
        }

        return branches.Where(b => b.Branch.Name == server).Select(static b => ((Branch, Caller)?)b).FirstOrDefault();
    }

    private static async Task<Target> AddressedAsync(AggregateSession session, Caller caller, ByteRange place, Envelope message, MessageEdit edit, CancellationToken cancellationToken)
    {
        if (TextOrNull(message, place) is not { } uri)
        {
            return Target.None("The address of the resource is missing");
        }

        return await OfResourceOrNullAsync(session, caller, uri, cancellationToken) is { } found
            ? new Target(found.Branch, found.Caller, edit, null)
            : Target.None($"No server has a resource `{uri}`: list the resources again");
    }

    private static async Task<Target> NamedAsync(
        AggregateSession session, Caller caller, ListShape shape, ByteRange place, Envelope message, MessageEdit edit, CancellationToken cancellationToken)
    {
        if (TextOrNull(message, place) is not { } name)
        {
            return Target.None("The name is missing");
        }

        if (!session.Shown.TryGetValue(shape, out var shown) || (!shown.Owners.ContainsKey(name) && PublicNames.MayBeShortened(name)))
        {
            // A shortened name says nothing by itself.
            shown = PublicNames.MayBeShortened(name) ? await session.ListAsync(shape, caller, cancellationToken) : shown;
        }

        var branches = session.BranchesOf(caller);
        var (server, own) = shown is not null && shown.Owners.TryGetValue(name, out var owner)
            ? owner
            : branches.Select(b => (b.Branch.Name, Own: PublicNames.OwnOrNull(b.Branch.Prefix, name)!)).FirstOrDefault(static b => b.Own is not null);
        return server is not null && Of(session, caller, server, edit.Put(place, Say.QuotedBytes(own))) is { } target
            ? target with { Own = own }
            : Target.None($"No server has `{name}`: names begin with the server's, list them again");
    }

    private static Target? Of(AggregateSession session, Caller caller, string server, MessageEdit edit)
    {
        var found = session.BranchesOf(caller).FirstOrDefault(b => b.Branch.Name == server);
        return found.Branch is null ? null : new Target(found.Branch, found.Caller, edit, null);
    }

    // The key of a string is a letter and the string itself.
    private static string? TextOrNull(Envelope message, ByteRange place) =>
        place.IsPresent && UpstreamMessage.KeyOrNull(place.Of(message.Bytes).Span) is ['s', _, ..] text ? text[1..] : null;
}
