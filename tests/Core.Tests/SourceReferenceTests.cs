using Catalog.Core.Sources;

namespace Catalog.Core.Tests;

public sealed class SourceReferenceTests
{
    [Theory]
    [InlineData("npm:@scope/name@1.2.3", "npm", "@scope/name", "1.2.3", null)]
    [InlineData("npm:@scope/name", "npm", "@scope/name", null, null)]
    [InlineData("npm:plain@latest", "npm", "plain", "latest", null)]
    [InlineData("github:Owner/repo@v1#servers/time/", "github", "Owner/repo", "v1", "servers/time")]
    [InlineData("git:/mirrors/a+b/repo#src/fetch", "git", "/mirrors/a+b/repo", null, "src/fetch")]
    [InlineData("git:git@host:owner/repo@main", "git", "git@host:owner/repo", "main", null)]
    [InlineData("git:https://host/repo@feature/x#a", "git", "https://host/repo", "feature/x", "a")]
    [InlineData("dir:./a@b#c", "dir", "./a@b#c", null, null)]
    [InlineData("stdio:npx -y @scope/name@1", "stdio", "npx -y @scope/name@1", null, null)]
    [InlineData("http:http://127.0.0.1:1/mcp", "http", "http://127.0.0.1:1/mcp", null, null)]
    public void TryParse_WellFormed_GivesParts(string text, string scheme, string value, string? version, string? folder)
    {
        Assert.True(SourceReference.TryParse(text, out var reference, out var error), error);
        Assert.Equal((scheme, value, version, folder), (reference.Scheme, reference.Value, reference.Version, reference.Folder));
    }

    [Theory]
    [InlineData("server-memory")]
    [InlineData("ftp:x")]
    [InlineData("npm:")]
    [InlineData("npm:name@")]
    [InlineData("github:a/b#../c")]
    [InlineData("npm:a\nb")]
    public void TryParse_Malformed_SaysWhatToWrite(string text)
    {
        Assert.False(SourceReference.TryParse(text, out _, out var error));
        Assert.NotEmpty(error);
    }
}
