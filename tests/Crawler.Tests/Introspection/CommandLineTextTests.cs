using Catalog.Crawler.Introspection;

namespace Catalog.Crawler.Tests.Introspection;

public sealed class CommandLineTextTests
{
    [Theory]
    [InlineData("node server.js --flag", "node|server.js|--flag")]
    [InlineData("  a   'b c'  \"d 'e\" ", "a|b c|d 'e")]
    [InlineData("a ''", "a|")]
    [InlineData("a\\ b $HOME `x` *", "a b|$HOME|`x`|*")]
    [InlineData("a 'b", null)]
    [InlineData("   ", null)]
    public void Split_CommandLine_GivesWordsAndNothingOfAShell(string text, string? expected)
    {
        var words = CommandLineText.Split(text);
        Assert.Equal(expected, words is null ? null : string.Join('|', words));
        if (words is not null)
        {
            Assert.Equal(words, CommandLineText.Split(string.Join(' ', words.Select(CommandLineText.Quote))));
        }
    }

    [Theory]
    [InlineData("server --api-key abc --port 1", "server --api-key … --port 1")]
    [InlineData("server --token=abc path", "server --token=… path")]
    [InlineData("docker run -e GITHUB_TOKEN=abc image", "docker run -e GITHUB_TOKEN=… image")]
    [InlineData("server --header 'Authorization: Bearer abc'", "server --header …")]
    [InlineData("server path/to/key.json", "server path/to/key.json")]
    public void WithoutSecrets_CommandLine_LosesWhatSoundsLikeOne(string text, string expected) => Assert.Equal(expected, CommandLineText.WithoutSecrets(text));
}
