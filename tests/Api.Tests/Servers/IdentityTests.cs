using System.Net;
using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Identities;
using Catalog.Core.Servers;
using Catalog.Core.Servers.Naming;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Api.Tests.Servers;

/// <summary>A server's page says under which names it is known, and how well each is proven.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task Get_ServerWithOtherNames_SaysHowEachIsProven()
    {
        await using var site = await SiteHost.StartAsync(Of("npm:notes"), Of("github:acme/notes"), Of("npm:n0tes"));
        await site.Services.GetRequiredService<IIdentityStore>().ReplaceStandingsAsync(
            [
                new ServerStanding { Server = "npm:notes", Links = [new IdentityLink("github:acme/notes", "github:acme/notes", LinkLevel.BothWays, ["the manifest of npm:notes names `github:acme/notes`"]), new IdentityLink("github:<b>x</b>", null, LinkLevel.Claimed, ["<i>says so</i>"])] },
                new ServerStanding { Server = "github:acme/notes", SameAs = "npm:notes" },
                new ServerStanding { Server = "npm:n0tes", ImpostorOf = [new Impostor("npm:notes", NameStep.Homoglyph, IsOtherOwner: true)] },
            ],
            default);

        var page = await site.PageAsync("/servers/npm:notes");
        var lines = page.QuerySelectorAll("#names > ul > li").Select(static li => li.TextContent).ToList();
        Assert.StartsWith("github:acme/notes: each names the other", lines[0].Trim(), StringComparison.Ordinal);
        Assert.StartsWith("github:<b>x</b>: claimed by one side, not proven", lines[1].Trim(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#names b, #names i"));
        Assert.Equal("/servers/npm:notes", (await site.PageAsync("/servers/github:acme~notes")).QuerySelector(".note a")!.GetAttribute("href"));
        Assert.Contains("Looks like npm:notes, another owner: characters that look alike", (await site.PageAsync("/servers/npm:n0tes")).QuerySelector(".impostors li")!.TextContent, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(await site.TextAsync("/servers/npm:notes.json"));
        Assert.Equal("BothWays", json.RootElement.GetProperty("identity").GetProperty("standing").GetProperty("links")[0].GetProperty("level").GetString(), ignoreCase: true);
        Assert.Contains("2 servers", (await site.PageAsync("/servers")).QuerySelector(".list-sentence")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OlderName_LeadsToThePresentOne()
    {
        var old = ServerKey.Parse("github:acme/notes");
        await using var site = await SiteHost.StartAsync(Samples.Server(old.Value, Samples.Tool("add_note"), Samples.Tool("lost_note")), Of("github:acme/keeper") with { Formerly = old });

        foreach (var (path, place) in new[]
        {
            ("/servers/github:acme~notes", "/servers/github:acme~keeper"), ("/servers/github:acme~notes.json", "/servers/github:acme~keeper.json"),
            ("/servers/github:acme~notes/tools/add_note", "/servers/github:acme~keeper/tools/add_note"), ("/servers/github:acme~notes/tools/add_note.json", "/servers/github:acme~keeper/tools/add_note.json"),
        })
        {
            using var answer = await site.GetAsync(path);
            Assert.Equal((HttpStatusCode.PermanentRedirect, place), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        }

        // A tool that it has lost keeps the page of its history.
        using var lost = await site.GetAsync("/servers/github:acme~notes/tools/lost_note");
        Assert.Equal(HttpStatusCode.OK, lost.StatusCode);
        Assert.Contains("Formerly github:acme/notes", (await site.PageAsync("/servers/github:acme~keeper")).QuerySelector("#names")!.TextContent, StringComparison.Ordinal);
    }

    private static ServerUpdate Of(string key) => Samples.Server(key, Samples.Tool("add_note"), Samples.Tool("read_note"), Samples.Tool("drop_note"));
}
