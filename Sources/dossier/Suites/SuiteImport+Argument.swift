public import ArgumentParser
public import Evals

extension SuiteImport.Format: ExpressibleByArgument {}
