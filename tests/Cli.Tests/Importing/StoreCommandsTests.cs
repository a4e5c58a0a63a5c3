using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Tools;

namespace Catalog.Cli.Tests.Importing;

public sealed class StoreCommandsTests : IDisposable
{
    private const string Rows =
        """
        {"server":"Drawer","repo":"acme/drawer","tool":"delete_note","title":null,"description":"Permanently deletes a note.","inputSchema":{"type":"object"},"annotations":null,"license":"MIT","source":"npm:@acme/drawer@1.2.3 tools/list"}
        {"server":"Drawer","repo":"acme/drawer","tool":"list_notes","description":"Lists all notes.","source":"npm:@acme/drawer@1.2.3 tools/list"}

        {"server":"npm:pens","tool":"sharpen","description":"Sharpens a pencil.","exposed":"no"}
        """;

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder.File("catalog.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_File_ClassifiesAndStoresEachServer(bool compressed)
    {
        var (exitCode, output, _) = await RunAsync("import", Write(Rows, compressed), "--db", Database, "--json");

        Assert.Equal(ExitCodes.Done, exitCode);
        using var figures = JsonDocument.Parse(output);
        Assert.Equal((2, 3), (figures.RootElement.GetProperty("servers").GetInt32(), figures.RootElement.GetProperty("added").GetInt32()));
        using var status = JsonDocument.Parse((await RunAsync("status", "--db", Database, "--json")).Output);
        Assert.Equal(2, status.RootElement.GetProperty("counts").GetProperty("tools").GetInt32());
        var lines = (await RunAsync("export", "--db", Database, "--server", "import:acme/drawer/Drawer", "--classified")).Output.TrimEnd().Split('\n');
        var line = Assert.Single(lines, static text => ToolDefinitionJson.Parse(text).Tool == "delete_note");
        using var tool = JsonDocument.Parse(line);
        Assert.Equal("Destructive", tool.RootElement.GetProperty("classification").GetProperty("category").GetString());
        Assert.Equal("list_notes", Assert.Single(tool.RootElement.GetProperty("siblings").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Import_Twice_ChangesNothing()
    {
        var file = Write(Rows);
        await RunAsync("import", file, "--db", Database);

        var again = await RunAsync("import", file, "--db", Database);

        Assert.Equal("2 servers (0 new); tools: 0 added, 0 changed, 0 reclassified, 0 removed, 3 unchanged", again.Output.Trim());
    }

    [Fact]
    public async Task Export_ImportedAgain_IsTheSameCatalog()
    {
        await RunAsync("import", Write(Rows), "--db", Database);
        var exported = (await RunAsync("export", "--db", Database)).Output;

        await RunAsync("import", Write(exported), "--db", _folder.File("second.db"));

        Assert.Equal(exported, (await RunAsync("export", "--db", _folder.File("second.db"))).Output);
        Assert.Equal(3, exported.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("{\"server\":\"s\",\"tool\":\"t\"}\n{\"server\":\"s\"", "line 2")]
    [InlineData("{\"tool\":\"t\"}", "line 1: `server` is missing")]
    [InlineData("{\"server\":\"s\",\"tool\":\"\"}", "line 1: `tool` is empty")]
    [InlineData("{\"server\":\"s\",\"tool\":\"t\"}\n{\"server\":\"s\",\"tool\":\"t\"}", "line 2: `import:-/s` names the tool `t` twice")]
    [InlineData("{\"server\":\"s\\u0007\",\"tool\":\"t\"}", "control character")]
    [InlineData("[1]", "line 1")]
    public async Task Import_WrongLine_IsNamedAndNothingIsStored(string rows, string expected)
    {
        var (exitCode, _, error) = await RunAsync("import", Write(rows), "--db", Database);

        Assert.Equal(ExitCodes.No, exitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Empty((await RunAsync("export", "--db", Database)).Output);
    }

    [Fact]
    public async Task Import_ManyWrongLines_NamesTheFirstTwenty()
    {
        var (exitCode, _, error) = await RunAsync("import", Write(string.Concat(Enumerable.Repeat("x\n", 100))), "--db", Database);

        Assert.Equal(ExitCodes.No, exitCode);
        Assert.Contains("line 20:", error, StringComparison.Ordinal);
        Assert.DoesNotContain("line 21:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_BytesThatAreNoText_IsRefused()
    {
        var file = _folder.File("rows.jsonl");
        await File.WriteAllBytesAsync(file, [.. "{\"server\":\"s\",\"tool\":\""u8, 0xff, .. "\"}"u8]);

        var (exitCode, _, error) = await RunAsync("import", file, "--db", Database);

        Assert.Equal(ExitCodes.No, exitCode);
        Assert.Contains("not UTF-8", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_GzipCutShort_IsRefused()
    {
        var file = Write(string.Concat(Enumerable.Range(0, 500).Select(i => $$"""{"server":"s{{i}}","tool":"t{{i}}","description":"{{Guid.NewGuid()}}"}""" + "\n")), compressed: true);
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);

        var (exitCode, _, error) = await RunAsync("import", file, "--db", Database);

        Assert.Equal(ExitCodes.No, exitCode);
        Assert.NotEmpty(error);
        Assert.Empty((await RunAsync("export", "--db", Database)).Output);
    }

    [Fact]
    public async Task Import_MissingFile_SaysSo()
    {
        var (exitCode, _, error) = await RunAsync("import", _folder.File("nowhere"), "--db", Database);

        Assert.Equal(ExitCodes.Failed, exitCode);
        Assert.Contains("is not there", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_UnknownServer_IsNo()
    {
        Assert.Equal(ExitCodes.Done, (await RunAsync("migrate", "--db", Database, "--store", _folder.File("gateway.db"))).ExitCode);
        Assert.Equal(ExitCodes.No, (await RunAsync("export", "--db", Database, "--server", "npm:nobody")).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await RunAsync("export", "--db", Database, "--server", "nobody")).ExitCode);
    }

    [Fact]
    public async Task AnyCommand_PostgresThatIsNotThere_SaysSoAndShowsNoPassword()
    {
        var (exitCode, output, error) = await RunAsync("status", "--db", "postgres://me:secret@127.0.0.1:1/db");

        Assert.Equal((ExitCodes.Failed, ""), (exitCode, output));
        Assert.Contains("`postgres://me@127.0.0.1:1/db` cannot be reached", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_Catalog_IsOneThatOpens()
    {
        await RunAsync("import", Write(Rows), "--db", Database);

        Assert.Equal(ExitCodes.Done, (await RunAsync("backup", _folder.File("copy.db"), "--db", Database)).ExitCode);

        Assert.Equal((await RunAsync("export", "--db", Database)).Output, (await RunAsync("export", "--db", _folder.File("copy.db"))).Output);
        Assert.Equal(ExitCodes.Failed, (await RunAsync("backup", _folder.File("copy.db"), "--db", Database)).ExitCode);
        Assert.Equal(ExitCodes.Failed, (await RunAsync("backup", _folder.File("other.db"), "--db", _folder.File("nowhere.db"))).ExitCode);
    }

    [Fact]
    public async Task Backup_GatewayStore_IsReadableByItsOwnerAlone()
    {
        var store = _folder.File("gateway.db");
        await RunAsync("migrate", "--db", Database, "--store", store);

        Assert.Equal(ExitCodes.Done, (await RunAsync("backup", _folder.File("copy.db"), "--gateway", "--store", store)).ExitCode);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("copy.db")));
        }
    }

    [Fact]
    public async Task Migrate_Twice_SaysWhatItFound()
    {
        var first = await RunAsync("migrate", "--db", Database, "--store", _folder.File("gateway.db"));
        var second = await RunAsync("migrate", "--db", Database, "--store", _folder.File("gateway.db"), "--json");

        Assert.Contains("schema 0 became", first.Output, StringComparison.Ordinal);
        using var states = JsonDocument.Parse(second.Output);
        Assert.All(states.RootElement.EnumerateArray(), state => Assert.Equal(state.GetProperty("version").GetInt32(), state.GetProperty("foundVersion").GetInt32()));
        Assert.Equal(2, states.RootElement.GetArrayLength());
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await CommandLine.RunAsync(args, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }

    private string Write(string rows, bool compressed = false)
    {
        var file = _folder.File($"rows-{Guid.NewGuid():N}.jsonl");
        using Stream stream = compressed ? new GZipStream(File.Create(file), CompressionLevel.Fastest) : File.Create(file);
        stream.Write(Encoding.UTF8.GetBytes(rows));
        return file;
    }
}
