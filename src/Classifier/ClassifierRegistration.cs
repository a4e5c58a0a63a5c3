using Catalog.Classifier.Explanations;
using Catalog.Classifier.Signals;
using Catalog.Core.Classifications;
using Catalog.Core.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Catalog.Classifier;

/// <summary>Puts the classifier together.</summary>
public static class ClassifierRegistration
{
    /// <summary>Registers <see cref="IToolClassifier"/> and <see cref="IToolExplainer"/> with every signal of this assembly. Nothing to configure; singletons, safe from any thread.</summary>
    public static IServiceCollection AddClassifier(this IServiceCollection services)
    {
        services.AddImplementationsOf<ISignal>(typeof(ISignal).Assembly);
        services.TryAddSingleton<ToolClassifier>();
        services.TryAddSingleton<IToolClassifier>(static provider => provider.GetRequiredService<ToolClassifier>());
        services.TryAddSingleton<IToolExplainer>(static provider => provider.GetRequiredService<ToolClassifier>());
        return services;
    }
}
