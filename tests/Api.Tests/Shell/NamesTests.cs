using Catalog.Api.Policies;
using Catalog.Api.Shell;
using Catalog.Core.Servers;

namespace Catalog.Api.Tests.Shell;

public sealed class NamesTests
{
    [Theory]
    [InlineData("notes-add", "notes-add")]
    [InlineData("a\r\nSet-Cookie: x=1", "a-Set-Cookie-x-1")]
    [InlineData("\"; filename=\"evil.exe", "filename-evil.exe")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("-rf", "rf")]
    [InlineData("...", "file")]
    [InlineData("", "file")]
    [InlineData("näme", "n-me")]
    public void Safe_HostileName_HoldsNothingThatAHeaderOrAShellReads(string name, string expected) => Assert.Equal(expected, FileNames.Safe(name));

    [Fact]
    public void Safe_LongName_IsCutAndKeepsItsEnd()
    {
        var name = FileNames.Safe(new string('a', 500) + ".policy.json");
        Assert.Equal(80, name.Length);
        Assert.EndsWith(".policy.json", name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a-b@1.0", "a-b@1.0")]
    [InlineData("a b", "'a b'")]
    [InlineData("$(reboot)", "'$(reboot)'")]
    [InlineData("a'; reboot '", "'a'\\''; reboot '\\'''")]
    [InlineData("", "''")]
    [InlineData("~root", "'~root'")]
    public void Quote_HostileWord_IsOneWordOfAShell(string word, string expected) => Assert.Equal(expected, GatewayCommands.Quote(word));

    [Theory]
    [InlineData("npm:@scope/notes", "catalog gateway --policy p.json -- npx -y @scope/notes@1.2.3")]
    [InlineData("pypi:notes", "catalog gateway --policy p.json -- uvx notes@1.2.3")]
    [InlineData("npm:x; reboot", "catalog gateway --policy p.json -- npx -y 'x; reboot@1.2.3'")]
    [InlineData("npm:--call=reboot", "catalog gateway --policy p.json -- COMMAND")]
    [InlineData("github:owner/repo#folder", "catalog gateway --policy p.json -- COMMAND")]
    [InlineData("remote:https://host.example/mcp", "catalog gateway --policy p.json --upstream https://host.example/mcp")]
    [InlineData("remote:file:///etc/passwd", "catalog gateway --policy p.json -- COMMAND")]
    public void For_Server_GivesTheLineThatStartsIt(string key, string expected)
    {
        var update = Samples.Server(key);
        var server = new ServerRecord { Key = update.Key, Snapshot = update.Snapshot, FirstSeen = default, LastSeen = default };
        Assert.Equal(expected, GatewayCommands.For(server, "p.json").Command);
    }
}
