using Catalog.Classifier.Signals;
using Catalog.Core.Registration;

namespace Catalog.Classifier.Tests.Signals;

/// <summary>Every signal of the assembly, as the registration finds them.</summary>
internal static class AllSignals
{
    public static IReadOnlyList<ISignal> Instances { get; } =
        [.. ImplementationScan.TypesOf<ISignal>(typeof(ISignal).Assembly).Select(static t => (ISignal)Activator.CreateInstance(t)!)];
}
