public import ArgumentParser
public import Traces

extension InteractionKind: ExpressibleByArgument {}
