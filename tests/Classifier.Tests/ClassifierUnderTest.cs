using Catalog.Core.Classifications;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Classifier.Tests;

/// <summary>The classifier as a host gets it.</summary>
internal static class ClassifierUnderTest
{
    public static IToolClassifier Instance { get; } = new ServiceCollection().AddClassifier().BuildServiceProvider().GetRequiredService<IToolClassifier>();
}
