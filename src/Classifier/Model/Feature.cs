using System.Runtime.InteropServices;

namespace Catalog.Classifier.Model;

/// <summary>One thing that a definition has, and the words that show it.</summary>
/// <param name="Hash">Which thing, 32 bits of its kind and words.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Value">How much it counts, above 0.</param>
/// <param name="Field">The index of the string in <see cref="FeatureList.Fields"/>, or -1 where it is about no words.</param>
/// <param name="First">The index of the first word in that string.</param>
/// <param name="Last">The index of the last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Feature(uint Hash, FeatureKind Kind, float Value, short Field, short First, short Last);
