namespace Catalog.EndToEnd.Tests.Running;

/// <summary>The tests that share one first run.</summary>
[CollectionDefinition(Name)]
public sealed class FirstRunCollection : ICollectionFixture<FirstRun>
{
    public const string Name = "first run";
}
