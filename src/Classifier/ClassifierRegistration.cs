using Catalog.Classifier.Caching;
using Catalog.Classifier.Explanations;
using Catalog.Classifier.Overrides;
using Catalog.Classifier.SecondOpinions;
using Catalog.Classifier.Signals;
using Catalog.Classifier.Suspicions;
using Catalog.Core.Classifications;
using Catalog.Core.Registration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Catalog.Classifier;

/// <summary>Puts the classifier together.</summary>
public static class ClassifierRegistration
{
    /// <summary>Registers <see cref="IToolClassifier"/>, <see cref="IToolExplainer"/> and <see cref="ISuspectScan"/> with every signal of this assembly. Singletons, safe from any thread.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="overrides">What people say of single tools, applied last; null for nothing.</param>
    public static IServiceCollection AddClassifier(this IServiceCollection services, OverrideSet? overrides = null)
    {
        services.AddImplementationsOf<ISignal>(typeof(ISignal).Assembly);
        services.TryAddSingleton(overrides ?? OverrideSet.None);
        services.TryAddSingleton(static provider => new ToolClassifier(provider.GetServices<ISignal>(), provider.GetRequiredService<OverrideSet>()));
        services.TryAddSingleton<IToolClassifier>(static provider => new CachedToolClassifier(provider.GetRequiredService<ToolClassifier>(), provider.GetRequiredService<OverrideSet>()));
        services.TryAddSingleton<ISuspectScan>(static _ => new CachedSuspectScan(SuspectScan.Shared));
        services.TryAddSingleton<ShadowCheck>();
        services.TryAddSingleton<IToolExplainer>(static provider => provider.GetRequiredService<ToolClassifier>());
        return services;
    }

    /// <summary>
    /// Registers <see cref="ISecondOpinion"/>: asks a language model besides. The host also adds an <c>IChatClient</c> that throws
    /// <see cref="SecondOpinionFailedException"/> where the model cannot be asked, an <see cref="IOpinionCache"/>, and logging.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A budget is below 1.</exception>
    public static IServiceCollection AddSecondOpinion(this IServiceCollection services, SecondOpinionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.MaxCalls < 1 || options.MaxTokens < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "a budget of calls and tokens is 1 or more");
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton<ISecondOpinion, LanguageModelOpinion>();
        return services;
    }
}
