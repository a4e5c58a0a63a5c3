using System.Globalization;
using Catalog.Api.Shell;
using Catalog.Core.Changes;
using Catalog.Core.Servers;

namespace Catalog.Api.Changes;

/// <summary>What a list of changes is narrowed by; every combination has an address.</summary>
/// <param name="Marked">True for only those at which a person should look.</param>
/// <param name="Kind">Only this kind; null for all.</param>
/// <param name="Server">Only of this server; null for all.</param>
/// <param name="Tool">Only of this tool; null for all.</param>
internal sealed record ChangeFilter(bool Marked = false, ChangeKind? Kind = null, string? Server = null, string? Tool = null)
{
    public static ChangeFilter Of(PageRequest request)
    {
        var server = ServerKey.TryParse(request.Query("server"), out var key) ? key.Value : null;
        return new ChangeFilter(request.Query("marked") is "1" or "true", request.QueryAs<ChangeKind>("kind"), server, server is null ? null : request.Query("tool"));
    }

    /// <summary>The query. Where a server started belongs to its own log, not to what is new.</summary>
    public ChangeQuery ToQuery(int offset, int limit) => new()
    {
        MarkedOnly = Marked,
        Kind = Kind,
        Server = Server is null ? null : ServerKey.Parse(Server),
        Tool = Tool,
        WithBaseline = Server is not null,
        Offset = offset,
        Limit = limit,
    };

    public SiteUrl ToUrl(int page = 1, string path = "/changes") => Links.WithQuery(
        path,
        ("marked", Marked ? "1" : null),
        ("kind", Kind?.ToString().ToLowerInvariant()),
        ("server", Server),
        ("tool", Tool),
        ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null));

    /// <summary>The list in words, without a full stop.</summary>
    public string Sentence(int total) =>
        $"{Words.Count(total, "change")}{(Kind is { } kind ? $", {Label(kind)}" : "")}{(Marked ? " to look at" : "")}{(Tool is not null ? $" of {Tool}" : "")}{(Server is not null ? $" of {Server}" : "")}";

    public static string Label(ChangeKind kind) => kind switch
    {
        ChangeKind.ServerAppeared => "new servers",
        ChangeKind.ServerChanged => "servers that say otherwise",
        ChangeKind.ServerVanished => "servers without tools",
        ChangeKind.ToolAppeared => "new tools",
        ChangeKind.ToolChanged => "changed tools",
        ChangeKind.ToolReclassified => "tools judged otherwise",
        _ => "tools that are gone",
    };
}
