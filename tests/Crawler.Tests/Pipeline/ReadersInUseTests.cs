using Catalog.Crawler.Pipeline;

namespace Catalog.Crawler.Tests.Pipeline;

public sealed class ReadersInUseTests
{
    [Theory]
    [InlineData("npm@1 go@2 python@3", true)]
    [InlineData("npm@1 go@2 python@3 classifier:model-5", true)]
    [InlineData("npm@1 go@2 python@3 classifier:model-5+overrides.0123abcd", true)]
    [InlineData("npm@1 go@2 python@4 classifier:model-5", false)]
    [InlineData("npm@1 go@2 python@3 classifier:model-5 asked", false)]
    [InlineData("", false)]
    public void AreSame_AnyClassifier_IsNoReasonToReadAgain(string stored, bool same) =>
        Assert.Equal(same, ReadersInUse.AreSame(stored, "npm@1 go@2 python@3"));

    [Fact]
    public void AreSame_AskedBefore_IsTheSameWhenAsked() =>
        Assert.True(ReadersInUse.AreSame("npm@1 go@2 classifier:model-5 asked", "npm@1 go@2 asked"));
}
