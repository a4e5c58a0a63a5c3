using System.Text.Json;
using System.Text.RegularExpressions;
using Catalog.EndToEnd.Tests.Running;

namespace Catalog.EndToEnd.Tests;

/// <summary>A real client, the gateway, and a real server.</summary>
public sealed partial class GatewayTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly string _root;
    private readonly string _policy;
    private readonly Inspector _inspector;

    public GatewayTests()
    {
        _root = _home.File("files");
        Directory.CreateDirectory(Path.Combine(_root, "inside"));
        File.WriteAllText(Path.Combine(_root, "greeting.txt"), "good morning");
        _policy = _home.File("demo.json");
        File.WriteAllText(_policy, JsonSerializer.Serialize(new
        {
            version = "1",
            @default = "deny",
            hide = new[] { "move_file" },
            tools = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["move_file"] = new { },
                ["list_directory"] = new { },
                ["read_text_file"] = new { limits = new[] { new { counter = "reads", window = "hour", max = 10, scope = "grant" } } },
                ["write_file"] = new
                {
                    require = new[] { new { conditions = new[] { new { path = "args.path", op = "within_path", value = new[] { Path.Combine(_root, "inside") } } }, on_deny = "Write inside only." } },
                },
                ["create_directory"] = new { approval = new { message = "A new folder." } },
            },
        }));
        _inspector = new Inspector(_home.Path, _policy, _root);
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Inspector_AllowedAndDeniedAndHidden_AreToldAndLogged()
    {
        var tools = await _inspector.ListToolsAsync();
        Assert.DoesNotContain("move_file", tools);
        Assert.Contains("read_text_file", tools);

        var listed = await _inspector.CallAsync("list_directory", ("path", _root));
        Assert.Contains("greeting.txt", listed.GetRawText(), StringComparison.Ordinal);

        var outside = await _inspector.CallAsync("write_file", ("path", Path.Combine(_root, "outside.txt")), ("content", "x"));
        Assert.True(outside.GetProperty("isError").GetBoolean());
        Assert.Equal("[POLICY DENIED] Write inside only.", TextOf(outside));
        Assert.False(File.Exists(Path.Combine(_root, "outside.txt")));

        await _inspector.CallAsync("write_file", ("path", Path.Combine(_root, "inside", "new.txt")), ("content", "x"));
        Assert.Equal("x", await File.ReadAllTextAsync(Path.Combine(_root, "inside", "new.txt")));

        var unlisted = await _inspector.CallAsync("edit_file", ("path", Path.Combine(_root, "greeting.txt")), ("edits", "[]"));
        Assert.StartsWith("[POLICY DENIED]", TextOf(unlisted), StringComparison.Ordinal);

        var log = await LogAsync();
        Assert.Contains(log, static row => row is ("list_directory", "allow", null));
        Assert.Contains(log, static row => row is ("write_file", "deny", "/tools/write_file/require/0"));
        Assert.Contains(log, static row => row is ("write_file", "allow", null));
        Assert.Contains(log, static row => row is ("edit_file", "deny", "(default deny)"));
    }

    [Fact]
    public async Task Inspector_EleventhCallInAnHour_IsRefusedWithTheSecondsToWait()
    {
        // A fresh hour in the middle of the test gives ten more calls: then the one after those is refused.
        JsonElement result = default;
        var allowed = 0;
        for (; allowed <= 20; allowed++)
        {
            result = await _inspector.CallAsync("read_text_file", ("path", Path.Combine(_root, "greeting.txt")));
            if (result.TryGetProperty("isError", out var isError) && isError.GetBoolean())
            {
                break;
            }
        }

        Assert.True(allowed is 10 or > 10 and <= 20, $"{allowed} calls passed");
        Assert.Equal("[POLICY DENIED] Limit reached: 10 per hour for `reads`", TextOf(result));
        var decision = result.GetProperty("_meta").GetProperty("org.toolrisk-catalog/decision");
        Assert.Equal("/tools/read_text_file/limits/0", decision.GetProperty("rule").GetString());
        Assert.InRange(decision.GetProperty("retryAfterSeconds").GetInt32(), 1, 3600);
        Assert.Contains(await LogAsync(), static row => row is ("read_text_file", "deny", "/tools/read_text_file/limits/0"));
    }

    [Fact]
    public async Task Inspector_ApprovedCall_PassesOnce()
    {
        var path = Path.Combine(_root, "inside", "folder");
        var init = (await CatalogCommand.RunAsync(_home.Path, ["approvals", "init"])).Expect(0);
        var secret = Secret().Match(init.Output + init.Error).Value;
        Assert.NotEmpty(secret);

        var pending = await _inspector.CallAsync("create_directory", ("path", path));
        Assert.StartsWith("[APPROVAL REQUIRED] A new folder.", TextOf(pending), StringComparison.Ordinal);
        Assert.False(Directory.Exists(path));

        var listed = (await CatalogCommand.RunAsync(_home.Path, ["approvals", "list", "--json"])).Expect(0);
        using var request = JsonDocument.Parse(listed.Lines.Single(static l => l.Contains("create_directory", StringComparison.Ordinal)));
        var id = request.RootElement.GetProperty("id").GetString()!;
        (await CatalogCommand.RunAsync(_home.Path, ["approvals", "approve", id], environment: Approver("not the secret at all"))).Expect(1);
        (await CatalogCommand.RunAsync(_home.Path, ["approvals", "approve", id], environment: Approver(secret))).Expect(0);

        await _inspector.CallAsync("create_directory", ("path", path));
        Assert.True(Directory.Exists(path));
        var again = await _inspector.CallAsync("create_directory", ("path", path));
        Assert.StartsWith("[APPROVAL REQUIRED]", TextOf(again), StringComparison.Ordinal);

        var log = await LogAsync();
        Assert.Contains(log, static row => row is ("create_directory", "pending", "/tools/create_directory/approval"));
        Assert.Contains(log, static row => row is ("create_directory", "allow", _));
    }

    private static Dictionary<string, string> Approver(string secret) => new(StringComparer.Ordinal) { ["CATALOG_APPROVER_SECRET"] = secret };

    private static string TextOf(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;

    private async Task<IReadOnlyList<(string? Tool, string? Decision, string? Rule)>> LogAsync()
    {
        var log = (await CatalogCommand.RunAsync(_home.Path, ["log", "--json"])).Expect(0);
        return [.. log.Lines.Select(static line =>
        {
            using var row = JsonDocument.Parse(line);
            string? Text(string name) => row.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
            return (Text("tool"), Text("decision"), Text("rule"));
        })];
    }

    /// <summary>The secret is the one long word that is printed.</summary>
    [GeneratedRegex("[A-Za-z0-9_-]{30,}")]
    private static partial Regex Secret();
}
